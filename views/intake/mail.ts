import type { Language } from "#src/core/person.ts"
import { longDate, weekday } from "../parts/format.ts"
import { STATUS_WORDS } from "./status-words.ts"

type Letter = { subject: string; text: string }
type About = { ref: string; language: Language }

/** Says nothing of what was typed: whoever writes another's address makes us say nothing to them. */
export function receiptMail(
  { ref, language, hub, dueOn }: About & { hub: string | null; dueOn: string },
  link: string,
) {
  const { mail } = STATUS_WORDS[language]
  const day = `${weekday(language, dueOn)} ${longDate(language, dueOn)}`
  const text = [mail.hello, mail.receipt(hub, day), mail.follow, link, mail.own, mail.notYou, mail.network]
  return { subject: mail.receiptSubject(ref), text: letter(text) } satisfies Letter
}

export function questionMail(
  { ref, language }: About,
  { question, by, hub, link }: { question: string; by: string; hub: string | null; link: string },
) {
  const { mail } = STATUS_WORDS[language]
  const home = hub ?? mail.network
  const text = [mail.hello, mail.question(by, home), question, mail.answerHere, link, mail.own, mail.regards(by, home)]
  return { subject: mail.questionSubject(ref), text: letter(text) } satisfies Letter
}

export function newLinkMail({ ref, language }: About, link: string) {
  const { mail } = STATUS_WORDS[language]
  return { subject: mail.linkSubject(ref), text: letter([mail.hello, mail.link, link, mail.own, mail.network]) }
}

/** What a no begins as, to be changed before it is sent. */
export function refusalLetter(
  language: Language,
  { words, by, hub }: { words: string; by: string; hub: string | null },
) {
  const { mail } = STATUS_WORDS[language]
  return letter([mail.hello, mail.declined(words), mail.regards(by, hub ?? mail.network)])
}

export const refusalMail = ({ ref, language }: About, text: string): Letter => ({
  subject: STATUS_WORDS[language].mail.declineSubject(ref),
  text,
})

const letter = (paragraphs: readonly string[]) => paragraphs.join("\n\n")
