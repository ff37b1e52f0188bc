import { klassStandIn } from "#src/registry/klass-stand-in.ts"
import { openStandIn } from "#src/registry/stand-in.ts"
import { openTurnstile } from "#src/registry/turnstile-stand-in.ts"

export type Ports = { data: number; admin: number }

type Asked = {
  url: string
  method: string
  headers: { get(name: string): string | null }
  arrayBuffer(): Promise<ArrayBuffer>
}

/**
 * The network as the tests see it: `NAME.db.test` is a database, `admin.db.test` makes them, `NAME.register.test` is a
 * company register that knows only what its own world told it, and there is nothing else.
 */
export function reach({ data, admin }: Ports) {
  const registries = reachRegistries()
  return async (request: Asked): Promise<Response> => {
    const { hostname, pathname } = new URL(request.url)
    const [name = "", ...domain] = hostname.split(".")
    if (domain.join(".") !== "db.test") return registries(request)
    const answer = await fetch(`http://127.0.0.1:${name === "admin" ? admin : data}${pathname}`, {
      method: request.method,
      body: request.method === "GET" ? null : await request.arrayBuffer(),
      headers: {
        "content-type": request.headers.get("content-type") ?? "application/json",
        "x-namespace-bin": btoa(name).replace(/=+$/, ""),
      },
    })
    const type = answer.headers.get("content-type") ?? "application/json"
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers: { "content-type": type } })
  }
}

/** The same network as a Worker beside the one under test: a question to a database does not go by way of Node. */
export const network = ({ data, admin }: Ports) => ({
  name: "network",
  modules: true,
  script: `export default {
    fetch(request, { DATA, ADMIN, REGISTRIES }) {
      const [name, ...domain] = new URL(request.url).hostname.split(".")
      if (domain.join(".") !== "db.test") return REGISTRIES.fetch(request)
      if (name === "admin") return ADMIN.fetch(request)
      const headers = new Headers(request.headers)
      headers.set("x-namespace-bin", btoa(name).replace(/=+$/, ""))
      return DATA.fetch(new Request(request, { headers }))
    },
  }`,
  serviceBindings: {
    DATA: { external: { address: `127.0.0.1:${data}`, http: {} } },
    ADMIN: { external: { address: `127.0.0.1:${admin}`, http: {} } },
    REGISTRIES: reachRegistries(),
  },
})

function reachRegistries() {
  const registers = new Map<string, ReturnType<typeof openStandIn>>()
  const turnstile = openTurnstile()
  return async (request: Asked): Promise<Response> => {
    const { hostname } = new URL(request.url)
    if (hostname === "turnstile.test") return turnstile(new TextDecoder().decode(await request.arrayBuffer()))
    if (hostname === "klass.test") return klassStandIn(request.url)
    const [name = "", ...domain] = hostname.split(".")
    if (domain.join(".") !== "register.test") throw new Error(`a test may not reach ${hostname}`)
    const register = registers.get(name) ?? openStandIn()
    registers.set(name, register)
    return register(request)
  }
}
