import { type Actor, belongs, holds } from "#src/access/actor.ts"
import type { Contact } from "#src/core/contact.ts"
import type { Tag } from "#src/core/tag.ts"
import type { ContactProps, HelpingProps, TagProps } from "#views/companies/props.ts"

type Known = Contact & { ref: string; hubId: string; isNamed: number }

/** Contacts that one may know of, and what one may do about each. */
export const contactsOf = (contacts: readonly Known[], actor: Actor): ContactProps[] =>
  contacts.map(({ id, ref, hubId, isNamed, name, email, phone, role, roles, until, erasedOn }) => ({
    ...{ id, ref, name, email, phone, role, roles, until, erasedOn },
    mayChange: !erasedOn && (belongs(actor, hubId) || Boolean(isNamed)),
    mayErase: !erasedOn && holds(actor, "manager", hubId),
  }))

/** The tags that it has, and those of the network's list that it could have. */
export function tagsOf(set: readonly string[], tags: readonly Tag[]): { set: TagProps[]; free: TagProps[] } {
  const shown = ({ code, name }: Tag) => ({ code, name })
  return {
    set: tags.filter(({ code }) => set.includes(code)).map(shown),
    free: tags.filter(({ code, retiredOn }) => !retiredOn && !set.includes(code)).map(shown),
  }
}

type Journey = { ref: string; hubId: string; advisor: string | null; phone: string | null; endedOn: string | null }

/** Who of the network helps it now: by open cases that one may know of, each person once. */
export function helpingIn(cases: readonly Journey[], hubName: (id: string) => string): HelpingProps[] {
  const open = cases.filter(({ endedOn }) => !endedOn)
  const each = Map.groupBy(open, ({ hubId, advisor }) => `${hubId} ${advisor}`)
  return [...each.values()].flatMap(([first]) =>
    first ? [{ hub: hubName(first.hubId), advisor: first.advisor, phone: first.phone, ref: first.ref }] : [],
  )
}
