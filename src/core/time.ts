/** What the minutes were for, as the hubs report it. */
export const SERVICES = [
  "strategy",
  "business_model",
  "financing",
  "market",
  "innovation",
  "commercialisation",
  "research",
  "digital",
  "sustainability",
  "organisation",
  "startup",
  "network",
  "first_line",
  "other",
] as const
export type Service = (typeof SERVICES)[number]

export type Minutes = { contact: number; preparation: number; travel: number }
/** The time that one person gave to one thing. Which grant pays for it, nobody says yet. */
export type Spent = Minutes & { service: Service; line: string | null }

export const DAY_MINUTES = 24 * 60

export const sumOf = ({ contact, preparation, travel }: Minutes): number => contact + preparation + travel

type Timed = { event: { type: string; time?: Spent | undefined } }

/** All that was spent on a case, by the entries that stand. */
export const spentIn = (log: readonly Timed[]): number =>
  log.reduce((sum, { event }) => sum + (event.time ? sumOf(event.time) : 0), 0)

/** What a person last did for a company: likely what they did again. */
export const lastService = (log: readonly Timed[]): Service | null =>
  log.findLast(({ event }) => event.time)?.event.time?.service ?? null
