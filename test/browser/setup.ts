import { inject } from "vitest"
import { reach } from "#test/database.ts"

// A browser test runs in Node, where a world's `http://NAME.db.test` is no more known than in the Workers runtime.
const { fetch } = globalThis
const toDatabase = reach(inject("databasePorts"))

globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  return new URL(request.url).hostname.endsWith(".db.test") ? toDatabase(request) : fetch(request)
}
