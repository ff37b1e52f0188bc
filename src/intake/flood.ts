import type { Counter, PublicScope } from "#src/access/counter.ts"
import { publicPage } from "#src/access/counter.ts"
import { HELD_FOR } from "#src/core/enquiry.ts"
import type { Budget, Often as Counts, Sign } from "#src/core/spam.ts"
import { fold } from "#src/core/text.ts"
import type { AppEnv } from "#src/http/env.ts"
import { hashed } from "./form-token.ts"

/** What is counted of one thing that was sent. */
export type Counting = {
  act: string
  token: string
  /** Of what was written and who wrote it, keyed hashes; none of a text so short that many write the same. */
  text: string | null
  own: string | null
  hour: string
  day: string
  /** What looks like spam already is not counted with the others: it must not use up what is theirs. */
  isHeld: boolean
  at: Date
}
export type Often = Counts & { isSentBefore: boolean }

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
const DISTINCT = 40
/** What is kept apart on a day, before nothing more is. */
const MOST_HELD = 500
/** For a network of four hubs. */
const AN_HOUR = 12
const A_DAY = 40

type Said = { need: string; email: string; phone: string }

export function countingOf(
  secret: string,
  { need, email, phone }: Said,
  { act, token, signs, at }: { act: string; token: string; signs: readonly Sign[]; at: Date },
): Counting {
  const text = fold(need)
  const isDistinct = text.length >= DISTINCT
  const iso = at.toISOString()
  return {
    act,
    token,
    text: isDistinct ? hashed(secret, text) : null,
    own: isDistinct ? hashed(secret, [text, email, phone].join("\n")) : null,
    hour: iso.slice(0, 13),
    day: iso.slice(0, 10),
    isHeld: signs.length > 0,
    at,
  }
}

/** The statements that count it, each by itself and at once with all others. */
export function marksOf({ mark, markIf, marked }: PublicScope, counting: Counting) {
  const { act, token, hour, day, isHeld, at } = counting
  const [text, own] = [`text:${counting.text ?? ""}`, `own:${counting.own ?? ""}`]
  const until = (ms: number) => new Date(at.getTime() + ms)
  const month = until(HELD_FOR * DAY_MS)
  // What others have sent before uses up nothing of what is for people either.
  const all = isHeld ? marked : (name: string) => markIf(false, [text, own], name, until(2 * DAY_MS))
  return [
    mark(`token:${token}`, until(2 * DAY_MS), act),
    counting.text ? mark(text, month) : marked(text),
    counting.own ? mark(own, month) : marked(own),
    all(`hour:${hour}`),
    all(`day:${day}`),
    isHeld ? mark(`held:${day}`, month) : markIf(true, [text, own], `held:${day}`, month),
  ] as const
}

type Marks = readonly (readonly { n: number; first: string | null }[])[]

export function countedIn({ act }: Counting, marks: Marks): Often {
  const [token, ...others] = marks.map(([row]) => row)
  const [text = 0, own = 0, hour = 0, day = 0, held = 0] = others.map((row) => row?.n ?? 0)
  return { hour, day, held, text, own, isSentBefore: token !== undefined && token.first !== act }
}

export function budgetIn(env: AppEnv["Bindings"]): Budget {
  const day = Number(env.ENQUIRIES_A_DAY ?? A_DAY)
  return { hour: Number(env.ENQUIRIES_AN_HOUR ?? AN_HOUR), day, held: MOST_HELD }
}

/** The hidden field was filled in: that it was is all that is kept of it. */
export const countTrapped = (counter: Counter, at: Date) =>
  counter.read(
    publicPage({
      counts: true,
      statements: ({ mark }, today) => [mark(`trapped:${today}`, new Date(at.getTime() + HELD_FOR * DAY_MS))],
      build: () => null,
    }),
  )
