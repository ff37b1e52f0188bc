import { ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Tag } from "#src/core/tag.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#views/cases/props.ts"
import type { TagsProps } from "#views/programme/props.ts"

const askedOfTags = ({ select, tags }: Scope) => [select().from(tags)] as const

/** The network's list of tags, for the programme owner who keeps it. */
export const tagsFile = page({
  args: {},
  statements: askedOfTags,
  build: (actor, [tags]) => {
    if (!ownsNetwork(actor)) throw new Forbidden()
    return { tags, rows: tags.map((row) => ({ stream: "tag" as const, row })) }
  },
})

/** The one that is changed, of all: no two may have one name. */
export function tagIn(tags: readonly Tag[], code: string): Tag {
  const tag = tags.find((one) => one.code === code)
  if (!tag) throw new NotFound()
  return tag
}

export const tagsProps = (tags: readonly Tag[], did: string | null, tried: Tried | null): TagsProps => ({
  tags: tags.toSorted((one, other) => ALPHABET.compare(one.name.nb, other.name.nb)),
  did,
  tried,
})

const ALPHABET = new Intl.Collator("nb")
