import assets from "#assets"
import type { IconName } from "#views/assets/icons.ts"

/** A picture beside words that say the same: no reader is told of it twice. */
export const Icon = ({ name, class: more }: { name: IconName; class?: string }) => (
  <svg class={more ? `i ${more}` : "i"} aria-hidden="true">
    <use href={`${assets["icons.svg"]}#${name}`} />
  </svg>
)
