import { raw } from "hono/html"
import assets from "#assets"
import type { IconName } from "#views/assets/icons.ts"

/** A picture beside words that say the same: no reader is told of it twice. Drawn once, since a board has a thousand. */
export const Icon = ({ name, class: more = "" }: { name: IconName; class?: string }) => {
  const key = `${name} ${more}`
  const known = drawn.get(key)
  if (known) return known
  const picture = raw(
    `<svg class="${more ? `i ${more}` : "i"}" aria-hidden="true"><use href="${assets["icons.svg"]}#${name}"></use></svg>`,
  )
  drawn.set(key, picture)
  return picture
}

const drawn = new Map<string, ReturnType<typeof raw>>()
