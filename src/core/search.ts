import { parseOrgnr } from "./orgnr.ts"
import { fold, parsePhone } from "./text.ts"

export const KINDS = ["company", "contact", "enquiry", "note"] as const
export type Kind = (typeof KINDS)[number]
/** A word as people may spell it, and where each of its letters stands in the text. */
export type Word = { text: string; at: readonly (readonly [from: number, to: number])[] }
export type Sought = {
  text: string
  words: readonly string[]
  /** More was typed than is looked for. */
  isCut: boolean
}
/** What to look for in the index, the best first. Null is that nothing could be found so. */
export type Match = { first: string | null; starts: string; anywhere: string | null }
export type Segment = { text: string; isMark: boolean }

/** So much of what is typed counts. */
export const MOST_LETTERS = 100
const MOST_WORDS = 6
/** A key of the index is so long at most: a longer word is found by several. */
const KEY = 6
/** What is shorter is found at the start of a word alone. */
const MIDDLE = 3
const MOST_KEYS = 40
/** What each key begins with, so that no list of the index holds things of two kinds. */
export const LETTER: Record<Kind, string> = { company: "c", contact: "k", enquiry: "e", note: "n" }

/** The words of a text, each as what is spelled in different ways becomes the same. */
export function wordsIn(text: string): Word[] {
  const words: { text: string; at: [number, number][] }[] = []
  let isOpen = false
  let place = 0
  for (const sign of text) {
    const from = place
    place += sign.length
    const letters = [...fold(sign)].filter(isInWord)
    const word = words.at(-1)
    if (letters.length === 0) {
      // A mark belongs to the letter before it.
      if (/\p{M}/u.test(sign)) extend(word, place)
      else isOpen = isOpen && /\s/.test(sign) && /\d$/.test(word?.text ?? "") && /^\s*\d/.test(text.slice(place))
      continue
    }
    const now = isOpen && word ? word : { text: "", at: [] }
    if (now !== word) words.push(now)
    isOpen = true
    for (const letter of letters) {
      if (isSpelledOut(now.text, letter)) extend(now, place)
      else {
        now.text += letter
        now.at.push([from, place])
      }
    }
  }
  return words
}

/** What was typed: of much too much, the beginning. */
export function soughtIn(typed: string): Sought {
  const text = typed.trim().replace(/\s+/g, " ")
  const cut = [...text.slice(0, 2 * MOST_LETTERS)].slice(0, MOST_LETTERS).join("")
  // Half a word would find something else.
  const kept = cut === text ? text : cut.replace(/\s\S*$/, "")
  const number = parseOrgnr(kept) ?? parsePhone(kept)?.replace(/^\+(?:47)?/, "")
  const words = number ? [number] : [...new Set(wordsIn(kept).map((word) => word.text))]
  return { text: kept, words: words.slice(0, MOST_WORDS), isCut: kept !== text || words.length > MOST_WORDS }
}

/** What cases may be called by it, if it could be a reference: "ro 1" is RO-1, or the beginning of RO-12. */
export function referencesIn(text: string): string[] {
  const [, letters, digits] = /^(\p{L}{1,4})[\s-]?(\d{1,9})$/u.exec(text) ?? []
  if (!letters || !digits) return []
  return ["", ..."0123456789"].map((next) => `${letters.toUpperCase()}-${digits}${next}`)
}

export const numberIn = (text: string): string | null => /^\d{1,9}$/.exec(text)?.[0] ?? null

/**
 * The keys that a thing is found by: the beginning of its first word, of each word, and of what is left of each word
 * from any letter on. None says more than a few letters, so that each lookup is one list that is already in order.
 */
export function keysOf(kind: Kind, texts: readonly (string | null)[]): string {
  const words = [...new Set(texts.flatMap((text) => wordsIn(text ?? "").map((word) => word.text)))]
  const keys = new Set<string>()
  const [first] = words
  // A note is asked for anywhere alone.
  if (first && kind !== "note") keys.add(keyOf(kind, "=", first))
  for (const word of words) {
    // All of a note's words are found from any letter on, but for those that are too short for it.
    keys.add(keyOf(kind, ".", kind === "note" ? word.slice(0, MIDDLE - 1) : word))
    for (let from = 0; from <= Math.min(word.length - MIDDLE, MOST_KEYS); from++)
      keys.add(keyOf(kind, "-", word.slice(from)))
  }
  return [...keys].join(" ")
}

/** How the index is asked. Words are letters and digits, so that nothing typed can mean anything else. */
export function matchOf(kind: Kind, words: readonly string[]): Match {
  const all = (mark: (word: string) => Mark) => words.map((word) => pieces(kind, mark(word), word)).join(" AND ")
  const isMiddle = words.some((word) => word.length >= MIDDLE)
  return {
    first: words.length === 1 ? all(() => "=") : null,
    starts: all(() => "."),
    anywhere: isMiddle ? all((word) => (word.length < MIDDLE ? "." : "-")) : null,
  }
}

/** The text as it is written, with what was found in it marked. */
export function marked(text: string, sought: readonly string[]): Segment[] {
  const marks = wordsIn(text).flatMap((word) => sought.flatMap((one) => placesOf(word, one)))
  const segments: Segment[] = []
  let at = 0
  for (const [from, to] of marks.toSorted((one, other) => one[0] - other[0] || other[1] - one[1])) {
    const start = Math.max(from, at)
    if (start >= to) continue
    if (start > at) segments.push({ text: text.slice(at, start), isMark: false })
    const last = segments.at(-1)
    if (last?.isMark) last.text += text.slice(start, to)
    else segments.push({ text: text.slice(start, to), isMark: true })
    at = to
  }
  return at < text.length ? [...segments, { text: text.slice(at), isMark: false }] : segments
}

/** So much of a text stands round what was found in it. */
const BEFORE = 50
const AFTER = 110

/** A line of a longer text: round the first place where all that was sought is near, marked. Null is that it is not there. */
export function excerpt(text: string, sought: readonly string[]): Segment[] | null {
  const line = text.replace(/\s+/g, " ")
  const words = wordsIn(line)
  const places = sought.map((one) => words.flatMap((word) => placesOf(word, one)))
  const [first] = places.toSorted((one, other) => one.length - other.length)
  const [at] = first?.[0] ?? []
  if (at === undefined || places.some((found) => found.length === 0)) return null
  const from = at <= BEFORE ? 0 : line.indexOf(" ", at - BEFORE) + 1 || at
  const end = at + AFTER >= line.length ? line.length : line.lastIndexOf(" ", at + AFTER)
  const to = end > at ? end : at + AFTER
  const shown = marked(line.slice(Math.min(from, at), to), sought)
  const dots = { text: "…", isMark: false }
  return [...(from > 0 ? [dots] : []), ...shown, ...(to < line.length ? [dots] : [])]
}

/** How well a thing answers, less being better; null is not at all. Shorter names are closer to what was typed. */
export function distance(texts: readonly (string | null)[], sought: readonly string[]): number | null {
  const words = texts.map((text) => wordsIn(text ?? "").map((word) => word.text))
  const all = words.flat()
  const [name = []] = words
  const ways = sought.map((one) => wayTo(one, all))
  if (sought.length === 0 || ways.some((way) => way === MISSED)) return null
  const inOrder = sought.every((one, n) => name[n]?.startsWith(one))
  const isName = inOrder && name.join(" ") === sought.join(" ")
  return (isName ? 0 : inOrder ? 1 : 2 + Math.max(...ways)) + Math.min(name.join(" ").length, 199) / 200
}

/** Of letters that take two signs, half could be left where a key ends. */
const isInWord = (letter: string) => letter.length === 1 && /[\p{L}\p{N}]/u.test(letter)

/** "aa" is å, which is a; "oe" is ø, which is o. */
const isSpelledOut = (before: string, letter: string) =>
  (letter === "a" && before.endsWith("a")) || (letter === "e" && before.endsWith("o"))

function extend(word: { at: [number, number][] } | undefined, to: number) {
  const last = word?.at.at(-1)
  if (last) last[1] = to
}

type Mark = "=" | "." | "-"

const keyOf = (kind: Kind, mark: Mark, word: string) => `${LETTER[kind]}${mark}${word.slice(0, KEY)}`

function pieces(kind: Kind, mark: Mark, word: string): string {
  const rest = Array.from({ length: Math.ceil(word.length / KEY) - 1 }, (_, n) => {
    const from = Math.min((n + 1) * KEY, word.length - KEY)
    return `"${keyOf(kind, "-", word.slice(from))}"`
  })
  return [`"${keyOf(kind, mark, word)}"${word.length < KEY ? "*" : ""}`, ...rest].join(" AND ")
}

function placesOf({ text, at }: Word, one: string): [number, number][] {
  const from = one.length < MIDDLE ? (text.startsWith(one) ? 0 : -1) : text.indexOf(one)
  const [first, last] = [at[from], at[from + one.length - 1]]
  return first && last ? [[first[0], last[1]]] : []
}

const MISSED = 9

function wayTo(one: string, words: readonly string[]): number {
  if (words.includes(one)) return 0
  if (words.some((word) => word.startsWith(one))) return 1
  return one.length >= MIDDLE && words.some((word) => word.includes(one)) ? 2 : MISSED
}
