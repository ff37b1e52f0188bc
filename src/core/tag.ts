import { type Act, type Outcome, refuse } from "./acts.ts"
import type { Day } from "./calendar.ts"
import type { Language } from "./person.ts"

type Named = Record<Language, string>

/** What companies can be marked with, the same in every hub. One that is in use is retired, never deleted. */
export type Tag = { code: string; seq: number; name: Named; retiredOn: Day | null }

export type TagEvent =
  | { type: "tag_added"; name: Named }
  | { type: "tag_renamed"; from: Named; to: Named }
  | { type: "tag_retired" }
  | { type: "tag_restored" }

const MOST_TAGS = 60

export function addTag(tags: readonly Tag[], code: string, name: Named): Outcome {
  if (tags.filter((tag) => !tag.retiredOn).length >= MOST_TAGS) return refuse("too_many", ["nb"])
  const taken = namesTaken(tags, name)
  if (taken.length) return refuse("name_taken", taken)
  return { acts: [act(code, { type: "tag_added", name })] }
}

export function renameTag(tags: readonly Tag[], tag: Tag, to: Named): Outcome {
  if (LANGUAGES.every((lang) => tag.name[lang] === to[lang])) return refuse("unchanged", ["nb"])
  const others = tags.filter(({ code }) => code !== tag.code)
  const taken = namesTaken(others, to)
  if (taken.length) return refuse("name_taken", taken)
  return { acts: [act(tag.code, { type: "tag_renamed", from: tag.name, to })] }
}

/** Companies that have it keep it; nobody sets it any more. */
export const retireTag = (tag: Tag): Outcome =>
  tag.retiredOn ? refuse("unchanged") : { acts: [act(tag.code, { type: "tag_retired" })] }

export const restoreTag = (tag: Tag): Outcome =>
  tag.retiredOn ? { acts: [act(tag.code, { type: "tag_restored" })] } : refuse("unchanged")

export function applyToTag(tag: Tag, event: TagEvent, on: Day): Tag {
  const next = { ...tag, seq: tag.seq + 1 }
  switch (event.type) {
    case "tag_added":
      return { ...next, name: event.name }
    case "tag_renamed":
      return { ...next, name: event.to }
    case "tag_retired":
      return { ...next, retiredOn: on }
    case "tag_restored":
      return { ...next, retiredOn: null }
  }
}

export const noTag = (code: string): Tag => ({ code, seq: 0, name: { nb: "", nn: "", en: "" }, retiredOn: null })

const LANGUAGES = ["nb", "nn", "en"] as const

/** Two tags that read the same are one. */
const namesTaken = (tags: readonly Tag[], name: Named) =>
  LANGUAGES.filter((lang) => tags.some((tag) => tag.name[lang].toLowerCase() === name[lang].toLowerCase()))

const act = (code: string, event: TagEvent): Act => ({ stream: "tag", id: code, event })
