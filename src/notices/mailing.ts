import type { Post, Result } from "#src/access/post.ts"
import type { Day } from "#src/core/calendar.ts"
import { SECTIONS, sectionOf } from "#src/core/morning.ts"
import { wayOf } from "#src/core/telling.ts"
import type { AppEnv } from "#src/http/env.ts"
import { sendMail } from "#src/http/mail.ts"
import { letterMail, type MorningProps, morningMail } from "#views/notices/mail.ts"

type Env = Pick<AppEnv["Bindings"], "EMAIL" | "MAIL_FROM" | "BASE_URL">
type Morning = Awaited<ReturnType<Post["mornings"]>>[number]
/** Rounds in one run; what is left over is for the next. Cases of one kind in one mail. */
const ROUNDS = 40
const LISTED = 12

/** Sends what is to be told at once, each once, and says how many. */
export async function sendLetters(env: Env, post: Post): Promise<number> {
  let sent = 0
  for (let round = 0; round < ROUNDS; round++) {
    const letters = await post.letters()
    if (!letters.length) break
    const results: Result[] = []
    for (const { id, personId, email, ...letter } of letters)
      results.push({ id, personId, failed: await tried(env, email, letterMail(letter, env.BASE_URL)) })
    await post.sent(results)
    sent += results.filter(({ failed }) => failed === null).length
  }
  return sent
}

/** Sends the morning's mail to those who have something to see to, each once a day, and says how many. */
export async function sendMornings(env: Env, post: Post): Promise<number> {
  let sent = 0
  for (let round = 0; round < ROUNDS; round++) {
    const mornings = await post.mornings()
    if (!mornings.length) break
    const results: Result[] = []
    const quiet: string[] = []
    for (const morning of mornings) {
      const { id, reader } = morning
      const props = propsOf(morning, post.today)
      if (!reader || !props) quiet.push(id)
      else {
        const failed = await tried(env, reader.email, morningMail(props, env.BASE_URL))
        results.push({ id, personId: reader.id, failed })
      }
    }
    await post.sent(results, quiet)
    sent += results.filter(({ failed }) => failed === null).length
  }
  return sent
}

/** Null when there is nothing to say. */
function propsOf({ reader, own, others, news }: Morning, today: Day): MorningProps | null {
  if (!reader) return null
  const isWanted = wayOf(reader.ways, "morning") !== "off"
  const cases = isWanted ? [...own.map((kase) => ({ ...kase, advisor: null })), ...others] : []
  const placed = cases.map((kase) => ({ kase, section: sectionOf(kase, today) }))
  const sections = SECTIONS.flatMap((section) => {
    const found = placed.filter((one) => one.section === section).map(({ kase }) => kase)
    return found.length ? [{ section, cases: found.slice(0, LISTED), more: found.length - LISTED }] : []
  })
  if (!sections.length && !news.length) return null
  return { name: reader.name, language: reader.language, today, news, sections }
}

/** Why it could not be sent, without addresses; null when it was. */
async function tried(env: Env, to: string, mail: { subject: string; text: string }): Promise<string | null> {
  try {
    await sendMail(env, { to, ...mail })
    return null
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return said.replace(/\S+@\S+/g, "…").slice(0, 200) || "unknown"
  }
}
