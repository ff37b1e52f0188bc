/** An address of ours to go on to, or the start: never another site, however the address is written. */
export function localPath(asked = ""): string {
  const url = URL.parse(asked, "http://here.invalid")
  const path = url ? url.pathname + url.search : ""
  return /^\/(?!\/)/.test(path) ? path : "/"
}
