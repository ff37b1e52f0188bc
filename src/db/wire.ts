export type Wire = ReturnType<typeof openWire>
export type Trip = { rows: readonly number[]; ms: number }
type Step = { rows_read?: number } | null
type Answer = { results?: { response?: { result?: { step_results?: Step[] } } }[] }

/** Sits under the client and reads what it drops: one entry a trip, with the rows that each statement read. */
export function openWire() {
  const trips: Trip[] = []
  return {
    trips: trips as readonly Trip[],
    fetch: async (request: Request): Promise<Response> => {
      const started = Date.now()
      const response = await fetch(request)
      const copy = response.clone()
      trips.push({ rows: response.ok ? rowsOf(await copy.json<Answer>()) : [], ms: Date.now() - started })
      return response
    },
    /** For the `Server-Timing` header: the rows of each statement, a trip at a time. */
    timing: () => trips.map(({ rows, ms }, i) => `trip${i + 1};dur=${ms};desc="${rows.join("+")}"`).join(", "),
    rows: () => trips.flatMap(({ rows }) => rows).reduce((all, n) => all + n, 0),
  }
}

function rowsOf({ results = [] }: Answer): number[] {
  const steps = results.flatMap(({ response }) => response?.result?.step_results ?? [])
  return steps.slice(1, -2).map((step) => step?.rows_read ?? 0) // begin, the statements, commit, rollback
}
