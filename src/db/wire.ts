export type Wire = ReturnType<typeof openWire>
export type Trip = { rows: readonly number[]; ms: number }

/** Sits under the client and reads what it drops: one entry a trip, with the rows that each statement read. */
export function openWire() {
  const trips: Trip[] = []
  return {
    trips: trips as readonly Trip[],
    fetch: async (request: Request): Promise<Response> => {
      const started = Date.now()
      const response = await fetch(request)
      const text = await response.text()
      trips.push({ rows: response.ok ? rowsOf(text) : [], ms: Date.now() - started })
      const type = response.headers.get("content-type") ?? ""
      return new Response(text, { status: response.status, headers: { "content-type": type } })
    },
    /** For the `Server-Timing` header: the rows of each statement, a trip at a time. */
    timing: () => trips.map(({ rows, ms }, i) => `trip${i + 1};dur=${ms};desc="${rows.join("+")}"`).join(", "),
    rows: () => trips.flatMap(({ rows }) => rows).reduce((all, n) => all + n, 0),
  }
}

/** Found rather than parsed, for the client will parse it all. No value can look so: its quotes would be escaped. */
function rowsOf(text: string): number[] {
  const found = [...text.matchAll(/"rows_read":(\d+)/g)].map(([, rows]) => Number(rows))
  return found.slice(1, -1) // begin, the statements, commit
}
