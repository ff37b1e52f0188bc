import { type Ports, reach } from "#test/database.ts"

/** A browser test runs in Node, where `http://NAME.db.test` is no more known than in the Workers runtime. */
export function knowDatabases(ports: Ports): () => void {
  const { fetch } = globalThis
  const toDatabase = reach(ports)
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    return new URL(request.url).hostname.endsWith(".db.test") ? toDatabase(request) : fetch(request)
  }
  return () => {
    globalThis.fetch = fetch
  }
}
