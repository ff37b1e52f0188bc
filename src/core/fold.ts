import { fold } from "./text.ts"

/** What a company's name is compared by: without its form, and where letters can be written in two ways, in one. */
export function foldName(name: string): string {
  const words = fold(name)
    .replace(/oe/g, "o")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
  const bare = words.filter((word) => !FORMS.has(word))
  // A company that is called nothing but its form is called so.
  return (bare.length ? bare : words).join("")
}

const FORMS = new Set(["as", "asa", "enk", "da", "ans", "sa", "ba", "nuf", "ks", "iks", "kf", "sti"])
