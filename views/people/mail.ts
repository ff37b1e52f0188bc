import type { Language } from "#src/core/person.ts"
import { PEOPLE_WORDS } from "./words.ts"

type Reader = { name: string; email: string; language: Language }
type Letter = { subject: string; text: string }

export function linkMail({ name, language }: Reader, link: string): Letter {
  const { mail } = PEOPLE_WORDS[language]
  return { subject: mail.linkSubject, text: letter(mail.hello(name), mail.link, link, mail.linkLasts) }
}

export function invitationMail({ name, email, language }: Reader, { by, link }: { by: string; link: string }): Letter {
  const { mail } = PEOPLE_WORDS[language]
  return {
    subject: mail.invitedSubject(by),
    text: letter(mail.hello(name), mail.invited(by), mail.address(email), link),
  }
}

const letter = (...paragraphs: string[]) => [...paragraphs, "Kraftspor"].join("\n\n")
