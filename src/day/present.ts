import type { Present } from "#src/core/meeting.ts"

/** Those who are ticked: `contact:` and `person:` and their ids. */
export function presentIn(ticked: readonly string[]): Present {
  const of = (kind: string) => ticked.flatMap((one) => (one.startsWith(kind) ? [one.slice(kind.length)] : []))
  return { contacts: of("contact:"), people: of("person:") }
}
