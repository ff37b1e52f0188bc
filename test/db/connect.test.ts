import { expect, test } from "vitest"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { Unavailable } from "#src/http/errors.ts"
import { openWorld } from "../world.ts"

const { env } = await openWorld()

/** A database that is busy with others' writes for so many trips, as it says so itself. */
function busyFor(trips: number) {
  let asked = 0
  const busy = { message: "database is locked", code: "SQLITE_BUSY" }
  const result = { step_results: [null, null, null, null], step_errors: [busy, null, null, null] }
  /** An answer for each thing that was asked for; the batch is one of them. */
  const answers = async (request: Request) => {
    const { requests } = await request.json<{ requests: { type: string }[] }>()
    return requests.map(({ type }) => ({ type: "ok", response: type === "batch" ? { type, result } : { type } }))
  }
  return {
    asked: () => asked,
    fetch: async (request: Request) =>
      ++asked > trips
        ? fetch(request)
        : Response.json({ baton: null, base_url: null, results: await answers(request) }),
  }
}

test("who finds the database busy with others' writes waits for their turn, and is told if it never comes", async () => {
  const soon = busyFor(2)
  const { build, send } = connect(env, soon)
  const [tracks] = await send("write", [build.select().from(t.tracks)])
  expect([tracks.length, soon.asked()]).toEqual([2, 3])
  await expect(connect(env, busyFor(99)).send("write", [build.select().from(t.tracks)])).rejects.toThrow(Unavailable)
})
