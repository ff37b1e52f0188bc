const HERE = "http://here.invalid"

/** An address of ours to go on to, or the start: never another site, however the address is written. */
export function localPath(asked: string | undefined): string {
  const url = asked?.startsWith("/") ? URL.parse(asked, HERE) : null
  const path = url?.origin === HERE ? url.pathname + url.search : "/"
  return path.startsWith("//") ? "/" : path
}
