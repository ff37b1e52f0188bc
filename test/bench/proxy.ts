import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"

/** What one request to the database cost, by the database's own word. */
export type Trip = { rowsRead: number | null; queryMs: number | null }
export type WireProxy = Awaited<ReturnType<typeof openProxy>>

/** Stands between the Worker and its database, its only way out: what the program says about itself is not asked. */
export async function openProxy(database: string) {
  let answers: string[] = []

  async function pass(request: IncomingMessage, response: ServerResponse) {
    const { method = "GET", url = "/", headers } = request
    const body = method === "GET" ? null : await text(request)
    const type = headers["content-type"] ?? "application/json"
    const answer = await fetch(`${database}${url}`, { method, headers: { "content-type": type }, body })
    const said = await answer.text()
    answers.push(said)
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" })
    response.end(said)
  }

  const server = createServer((request, response) => {
    pass(request, response).catch((error) => response.destroy(error))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,

    /** The trips since last asked. */
    trips(): Trip[] {
      const seen = answers
      answers = []
      return seen.map(costOf)
    },
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    },
  }
}

/** Each result in a trip says what it cost. Where none does, the cost is not nothing but unknown. */
function costOf(answer: string): Trip {
  const rowsRead: number[] = []
  const queryMs: number[] = []
  JSON.parse(answer, (key, value) => {
    if (key === "rows_read") rowsRead.push(value)
    if (key === "query_duration_ms") queryMs.push(value)
    return value
  })
  return { rowsRead: sum(rowsRead), queryMs: sum(queryMs) }
}

const sum = (all: readonly number[]) => (all.length ? all.reduce((one, other) => one + other, 0) : null)
