import type { Language } from "#src/core/person.ts"

/** The Workers runtime knows no nynorsk and would write English. Its months and numbers are those of bokmål. */
const LOCALES: Record<Language, string> = { nb: "nb-NO", nn: "nb-NO", en: "en-GB" }
const WEEKDAYS_NN = ["søndag", "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag"]
const NEAR: Record<Language, readonly [yesterday: string, today: string, tomorrow: string]> = {
  nb: ["i går", "i dag", "i morgen"],
  nn: ["i går", "i dag", "i morgon"],
  en: ["yesterday", "today", "tomorrow"],
}
const DAY_MS = 24 * 60 * 60 * 1000
const NBSP = "\u00a0"

/** "05.03.2026", in English "5 March 2026". A day is an ISO day. */
export const formatDate = (lang: Language, day: string): string =>
  lang === "en" ? longDate(lang, day) : `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`

/** "5. mars 2026", in English "5 March 2026". */
export const longDate = (lang: Language, day: string): string => write(lang, day, "long")

/** "i dag", "23. nov.", and with its year when that is another than today's: "23. nov. 2025". */
export function shortDate(lang: Language, day: string, today: string): string {
  const near = NEAR[lang][(instantOf(day) - instantOf(today)) / DAY_MS + 1]
  if (near) return near
  return write(lang, day, day.slice(0, 4) === today.slice(0, 4) ? "short" : "shortWithYear")
}

/** "mandag", "måndag", "Monday". */
export const weekday = (lang: Language, day: string): string =>
  lang === "nn" ? (WEEKDAYS_NN[new Date(instantOf(day)).getUTCDay()] ?? "") : write(lang, day, "weekday")

/** The clock in Norway at an instant, written as UTC in ISO: "09.07", in English "09:07". */
export function formatTime(lang: Language, instant: string): string {
  const clock = clockOf.format(new Date(instant))
  return lang === "en" ? clock : clock.replace(":", ".")
}

/** "23.11.2026 kl. 10.00", in English "23 November 2026 at 10:00". */
export function timeAt(lang: Language, { on, at }: { on: string; at: string }): string {
  const day = formatDate(lang, on)
  return lang === "en" ? `${day} at ${at}` : `${day} kl. ${at.replace(":", ".")}`
}

/** "7,5 t" or "45 min". */
export function duration(lang: Language, minutes: number): string {
  if (minutes < 60) return `${minutes}${NBSP}min`
  return `${formatNumber(lang, Math.round(minutes / 6) / 10)}${NBSP}${lang === "en" ? "h" : "t"}`
}

/** "240 kB" or "1,4 MB". */
export function fileSize(lang: Language, bytes: number): string {
  if (bytes < 1_000_000) return `${formatNumber(lang, Math.max(1, Math.round(bytes / 1000)))}${NBSP}kB`
  return `${formatNumber(lang, Math.round(bytes / 100_000) / 10)}${NBSP}MB`
}

/** "−1 234 567,5" with spaces that don't break, in English "-1,234,567.5". */
export const formatNumber = (lang: Language, n: number): string => numbers[lang].format(n)

/** "974 760 673". What is not nine digits comes back as it was. */
export const formatOrgnr = (orgnr: string): string => orgnr.replace(/^(\d{3})(\d{3})(\d{3})$/, `$1${NBSP}$2${NBSP}$3`)

/** "900 12 345" for a mobile, "72 00 00 00" for a landline; with its code when it is read abroad or comes from there. */
export function formatPhone(lang: Language, e164: string): string {
  const [, number = ""] = /^\+47(\d{8})$/.exec(e164) ?? []
  if (!number) return e164
  const groups = /^[49]/.test(number) ? /^(\d{3})(\d{2})(\d{3})$/ : /^(\d{2})(\d{2})(\d{2})(\d{2})$/
  const grouped = (groups.exec(number) ?? []).slice(1).join(NBSP)
  return lang === "en" ? `+47${NBSP}${grouped}` : grouped
}

/** "Heim, Hitra eller Orkland". */
export function eitherOf(names: readonly string[], or: string): string {
  const last = names.at(-1) ?? ""
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${or} ${last}`
}

const clockOf = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Oslo",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
})
const numbers: Record<Language, Intl.NumberFormat> = {
  nb: new Intl.NumberFormat(LOCALES.nb),
  nn: new Intl.NumberFormat(LOCALES.nn),
  en: new Intl.NumberFormat(LOCALES.en),
}

const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`)

const SHAPES = {
  long: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short" },
  shortWithYear: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "long" },
} as const

/** Made once each: making one costs more than a hundred uses. */
const writers = new Map<string, Intl.DateTimeFormat>()

/** A day has no zone, so it is read and written in UTC. */
function write(lang: Language, day: string, shape: keyof typeof SHAPES): string {
  const key = `${lang} ${shape}`
  const writer = writers.get(key) ?? new Intl.DateTimeFormat(LOCALES[lang], { timeZone: "UTC", ...SHAPES[shape] })
  writers.set(key, writer)
  return writer.format(instantOf(day))
}
