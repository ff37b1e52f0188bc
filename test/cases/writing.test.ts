import { expect, test } from "vitest"
import { kari } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, opened } = await openWorld()

test("a page is one trip, a write two, answered by an address or by the page itself", async () => {
  await opened("W-1")
  const board = await as(kari, "/cases")
  expect([board.status, board.trips]).toEqual([200, 1])
  const page = await as(kari, "/cases/W-1")
  expect([page.status, page.trips]).toEqual([200, 1])
  const plain = await as(kari, "/cases/W-1/notes", { form: { ...made(1), kind: "call", note: "We talked" } })
  expect([plain.status, plain.headers.get("location"), plain.trips]).toEqual([303, "/cases/W-1?did=noted", 2])
  const fragment = await as(kari, "/cases/W-1/notes", {
    fragment: true,
    form: { ...made(2), kind: "note", note: "Again" },
  })
  expect([fragment.status, fragment.trips]).toEqual([200, 2])
})
