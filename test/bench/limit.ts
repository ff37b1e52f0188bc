import { setTimeout as pause } from "node:timers/promises"
import { createClient } from "@libsql/client/web"
import type { Network } from "./fill.ts"
import { cookieOf, type Site } from "./measure.ts"
import { TALLY } from "./rows.ts"

type Counts = { trips: number; rows: number }

/** Changes the limit of a stage that up to `count` open cases stand in, and takes its steps to the end. Says what each cost. */
export async function relimit(
  { url, proxy, secret }: Site,
  { network, database }: { network: Network; database: string },
  count: number,
  progress: (text: string) => void,
): Promise<string> {
  const stage = network.stages[1] ?? ""
  await crowd(database, network.track, stage, count)
  const cookie = await cookieOf(network.cast.owner, secret)
  const post = async (path: string, form: Record<string, string>): Promise<Counts> => {
    proxy.trips()
    const response = await fetch(`${url}/programme/stages/${stage}/${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin: url },
      body: new URLSearchParams({ act: crypto.randomUUID(), ...form }),
    })
    if (response.status !== 303) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    const trips = proxy.trips()
    return { trips: trips.length, rows: trips.reduce((all, { rowsRead }) => all + (rowsRead ?? 0), 0) }
  }
  await post("limit", { limitDays: "77", sure: "yes" })
  // The first step goes with the change, after its answer.
  while (!(await has(database, "done > 0"))) await pause(20)
  const steps: Counts[] = []
  while (await has(database, "finished_on is null")) {
    steps.push(await post("progress", {}))
    progress(`${steps.length} steps`)
  }
  const most = (what: keyof Counts) => Math.max(...steps.map((step) => step[what]))
  return `A limit that touches ${await touched(database)} cases: ${steps.length + 1} steps, each at most ${most("trips")} trips and ${most("rows")} rows`
}

/** As many open cases as asked for, in one stage. */
async function crowd(database: string, track: string, stage: string, count: number): Promise<void> {
  const client = createClient({ url: database })
  await client.batch(
    [
      {
        sql: `update cases set track = ?, stage = ?, limit_days = 20
          where id in (select id from cases where ended_on is null order by id limit ?)`,
        args: [track, stage, BigInt(count)],
      },
      "delete from tally",
      ...TALLY.filter((sql) => sql.startsWith("insert")),
    ],
    "write",
  )
}

async function touched(database: string): Promise<number> {
  const { rows } = await createClient({ url: database }).execute("select done from jobs")
  return Number(rows[0]?.done)
}

async function has(database: string, job: string): Promise<boolean> {
  const { rows } = await createClient({ url: database }).execute(`select 1 from jobs where ${job}`)
  return rows.length > 0
}
