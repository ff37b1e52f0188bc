import type { Day } from "./calendar.ts"

/** The texts that tell how what people write is used, newest last. Their words stand beside the form, and stay there. */
export const NOTICES = [{ version: "2026-11", from: "2026-11-01" }] as const satisfies readonly {
  version: string
  from: Day
}[]
export type NoticeVersion = (typeof NOTICES)[number]["version"]

export const isNotice = (text: string): text is NoticeVersion => NOTICES.some(({ version }) => version === text)

/** The one that is shown now. */
export const currentNotice: NoticeVersion = NOTICES[NOTICES.length - 1]?.version ?? NOTICES[0].version
