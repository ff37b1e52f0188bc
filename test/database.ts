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
  const registers = new Map<string, ReturnType<typeof openStandIn>>()
  const turnstile = openTurnstile()
  return async (request: Asked): Promise<Response> => {
    const { hostname, pathname } = new URL(request.url)
    if (hostname === "turnstile.test") return turnstile(new TextDecoder().decode(await request.arrayBuffer()))
    if (hostname === "klass.test") return klassStandIn(request.url)
    const [name = "", ...domain] = hostname.split(".")
    if (domain.join(".") === "register.test") {
      const register = registers.get(name) ?? openStandIn()
      registers.set(name, register)
      return register(request)
    }
    if (domain.join(".") !== "db.test") throw new Error(`a test may not reach ${hostname}`)
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
