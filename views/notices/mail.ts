import type { Access } from "#src/core/case.ts"
import type { Enquiry } from "#src/core/enquiry.ts"
import type { Section } from "#src/core/morning.ts"
import type { Language } from "#src/core/person.ts"
import type { NoticeKind } from "#src/core/telling.ts"
import { longDate, shortDate } from "../parts/format.ts"
import { en } from "./words.en.ts"
import { nb } from "./words.nb.ts"
import { nn } from "./words.nn.ts"

/** Without what shows them on a page: the clock sends mail where there is none. */
const WORDS = { nb, nn, en }

type Mailed = { subject: string; text: string }
type Called = { ref: string; company: string; access: Access }
export type Told = {
  kind: NoticeKind
  by: string | null
  n: number
  person: string | null
  state: Enquiry["state"] | null
}

/** What goes out at once: as little as tells what it is about, and where to read it. */
export function letterMail(
  it: Told & { name: string; language: Language; cases: readonly Called[] },
  base: string,
): Mailed {
  const { mail } = WORDS[it.language]
  const [first] = it.cases
  const what = it.n > 1 ? mail.severalCases(it.n) : first ? calledIn(it.language, first) : ""
  const listed = it.cases.flatMap((kase) => [calledIn(it.language, kase), `${base}/cases/${kase.ref}`])
  const more = it.n > it.cases.length ? [mail.andMore(it.n - it.cases.length)] : []
  return {
    subject: mail.subject[it.kind](what),
    text: letter(
      [mail.hello(it.name), "", `${saidIn(it.language, it)}.`, "", ...listed, ...more, `${base}/notices`],
      mail.choose(`${base}/me#notices`),
    ),
  }
}

export type MorningProps = {
  name: string
  language: Language
  today: string
  news: readonly Told[]
  sections: readonly {
    section: Section
    cases: readonly (Called & { nextOn: string | null; advisor: string | null })[]
    more: number
  }[]
}

/** The day as it begins. */
export function morningMail({ name, language, today, news, sections }: MorningProps, base: string): Mailed {
  const { mail } = WORDS[language]
  const told = news.length
    ? [heading(mail.fresh), ...news.map((one) => saidIn(language, one)), `${base}/notices`, ""]
    : []
  const parts = sections.flatMap(({ section, cases, more }) => [
    heading(mail[section]),
    ...cases.flatMap((kase) => [
      [
        calledIn(language, kase),
        kase.advisor && mail.standIn(kase.advisor),
        section === "late" && kase.nextOn && mail.due(shortDate(language, kase.nextOn, today)),
      ]
        .filter(Boolean)
        .join(", "),
      `${base}/cases/${kase.ref}`,
    ]),
    ...(more > 0 ? [mail.andMore(more)] : []),
    "",
  ])
  return {
    subject: mail.morning(longDate(language, today)),
    text: letter([mail.hello(name), "", ...told, ...parts], mail.choose(`${base}/me#notices`)),
  }
}

const heading = (text: string) => text.toUpperCase()

const calledIn = (language: Language, { ref, company, access }: Called): string =>
  access === "restricted" ? WORDS[language].mail.kase(ref) : `${company} (${ref})`

function saidIn(language: Language, { kind, by, n, person, state }: Told): string {
  const { says, somebody } = WORDS[language]
  return says[kind]({ by: by ?? somebody, n, person: person ?? somebody, state })
}

const letter = (lines: readonly string[], last: string) => [...lines, "", last, "", "Kraftspor"].join("\n")
