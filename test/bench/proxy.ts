import type { Request } from "miniflare"

/** What one request to the database cost, by the database's own word. */
export type Trip = { rowsRead: number | null; queryMs: number | null }
export type WireProxy = ReturnType<typeof openProxy>

/** Stands between the Worker and its database, its only way out: what the program says about itself is not asked. */
export function openProxy(database: string) {
  let answers: string[] = []
  return {
    pass: async (request: Request): Promise<Response> => {
      if (new URL(request.url).origin !== database) throw new Error(`The Worker asked for ${request.url}`)
      const type = request.headers.get("content-type") ?? "application/json"
      const body = request.method === "GET" ? null : await request.text()
      const answer = await fetch(request.url, { method: request.method, headers: { "content-type": type }, body })
      const text = await answer.text()
      answers.push(text)
      const headers = { "content-type": answer.headers.get("content-type") ?? "application/json" }
      return new Response(text, { status: answer.status, headers })
    },

    /** The trips since last asked. */
    trips(): Trip[] {
      const seen = answers
      answers = []
      return seen.map(costOf)
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
