/** Why something that was sent looks as if no person had sent it. */
export const SIGNS = ["quick", "links", "markup", "repeated", "insistent", "address", "hour", "day", "proof"] as const
export type Sign = (typeof SIGNS)[number]

export type Sent = {
  company: string
  need: string
  contact: string
  /** Between showing the form and sending it. */
  seconds: number
  /** More from one address than a person sends. */
  isCrowded: boolean
}
/** How often the same has come: this text from anybody, this text from the same person, and all there is. */
export type Often = { text: number; own: number; hour: number; day: number; held: number }
export type Budget = { hour: number; day: number; held: number }
/** What came of asking a browser to prove itself: `none` where it could not be asked, or was not. */
export type Proof = "none" | "passed" | "failed"

/**
 * `prove` asks for a proof before anything is kept; `wait` keeps nothing and asks to try again later, when even what is
 * kept apart has become a flood. Nothing that a person typed is thrown away: what is held, someone looks at.
 */
export type Verdict = { kind: "pass" } | { kind: "prove" } | { kind: "hold"; signs: readonly Sign[] } | { kind: "wait" }

const QUICKEST = 3
const LINKS = 3
/** People send the same again when nobody answers. */
const PATIENCE = 3

/** What the text itself shows, before anything is counted. */
export function signsIn({ company, need, contact, seconds, isCrowded }: Sent): Sign[] {
  const signs: (Sign | false)[] = [
    seconds < QUICKEST && "quick",
    (linksIn(need) >= LINKS || linksIn(contact) > 0 || /https?:/i.test(company)) && "links",
    MARKUP.test([company, need, contact].join("\n")) && "markup",
    isCrowded && "address",
  ]
  return signs.filter((sign) => sign !== false)
}

export function judge(
  signs: readonly Sign[],
  often: Often,
  budget: Budget,
  { proof, canProve }: { proof: Proof; canProve: boolean },
): Verdict {
  const counted: (Sign | false)[] = [
    often.text > often.own && "repeated",
    often.own > PATIENCE && "insistent",
    often.hour > budget.hour && "hour",
    often.day > budget.day && "day",
    proof === "failed" && "proof",
  ]
  const all = [...signs, ...counted.filter((sign) => sign !== false)]
  if (all.length === 0) return { kind: "pass" }
  const isOnlyMany = all.every((sign) => MANY.has(sign))
  if (isOnlyMany && proof === "passed") return { kind: "pass" }
  if (isOnlyMany && canProve) return { kind: "prove" }
  const held = often.held + Math.max(0, often.day - budget.day)
  return held > budget.held ? { kind: "wait" } : { kind: "hold", signs: all }
}

/** Not about what was sent but how much there is: whoever can prove to be a person is let through. */
const MANY = new Set<Sign>(["address", "hour", "day"])

/** One's own web site is no spam, a handful of links is. */
const linksIn = (text: string) => text.match(/https?:\/\/|\bwww\./gi)?.length ?? 0

const MARKUP = /<a\s[^>]*href|\[url[=\]]|\[link=|<script\b|<iframe\b/i
