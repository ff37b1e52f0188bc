export type Reader = { id: string; name: string }

/** Whom a text speaks to: `@Maja Berg`, or `@Maja` where only one of them is called so. */
export function mentionedBy(text: string, readers: readonly Reader[]): string[] {
  const called = text.toLowerCase()
  const first = (name: string) => name.split(" ")[0] ?? name
  const isOnly = (name: string) => readers.filter((one) => first(one.name) === first(name)).length === 1
  return readers.flatMap(({ id, name }) => {
    if (!name) return []
    const isCalled = isSaid(called, name) || (isOnly(name) && isSaid(called, first(name)))
    return isCalled ? [id] : []
  })
}

/** After an @, and not as the beginning of a longer word. */
function isSaid(text: string, name: string): boolean {
  const sought = `@${name.toLowerCase()}`
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    const before = text[at - 1] ?? " "
    const after = text[at + sought.length] ?? " "
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}-]/u.test(after)) return true
  }
  return false
}
