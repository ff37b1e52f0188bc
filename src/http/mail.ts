import { cleanLine } from "#src/core/text.ts"

export type Mail = { to: string; from: string; subject: string; text: string }
/** Cloudflare's `send_email` binding; anything else that sends can stand behind the same function. */
export type Mailer = { send(mail: Mail): Promise<unknown> }

/** A line break in a header would begin another header. */
export const sendMail = (env: { EMAIL: Mailer; MAIL_FROM: string }, mail: Omit<Mail, "from">): Promise<unknown> =>
  env.EMAIL.send({ ...mail, to: cleanLine(mail.to), subject: cleanLine(mail.subject), from: env.MAIL_FROM })
