export type Mail = { to: string; from: string; subject: string; text: string }
/** Cloudflare's `send_email` binding; anything else that sends can stand behind the same function. */
export type Mailer = { send(mail: Mail): Promise<unknown> }

export const sendMail = (env: { EMAIL: Mailer; MAIL_FROM: string }, mail: Omit<Mail, "from">): Promise<unknown> =>
  env.EMAIL.send({ ...mail, from: env.MAIL_FROM })
