import type { Mail, Mailer } from "#src/http/mail.ts"

export type CaughtMail = Mail & { at: Date }
const KEPT = 50
const mails: CaughtMail[] = []

/** Stands where the mail service would: keeps the latest mails in memory. */
export const caught: Mailer = {
  send: async (mail) => {
    mails.unshift({ ...mail, at: new Date() })
    mails.splice(KEPT)
  },
}

export const caughtMails = (): readonly CaughtMail[] => mails
