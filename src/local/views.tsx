import type { Child } from "hono/jsx"
import type { Role } from "#src/core/person.ts"
import { PublicLayout } from "#views/layout.tsx"
import { PostForm } from "#views/parts/form.tsx"
import { formatTime } from "#views/parts/format.ts"
import { useScreen, useWords } from "#views/screen.tsx"
import { useDomainWords } from "#views/words.ts"

const WORDS = {
  nb: {
    title: "Logg inn uten e-post",
    lead: "Bare på denne maskinen: velg hvem du vil være.",
    network: "Nettverket",
    empty: "Ingen her ennå.",
    toMail: "E-post som er fanget",
    mail: "E-post",
    mailLead: "Ingenting sendes fra denne maskinen. Det siste står øverst.",
    noMail: "Ingen e-post ennå. Be om en lenke på innloggingssiden, så kommer den hit.",
    mornings: "Send e-posten om morgenen nå",
    to: "Til",
    toPeople: "Logg inn uten e-post",
  },
  nn: {
    title: "Logg inn utan e-post",
    lead: "Berre på denne maskina: vel kven du vil vere.",
    network: "Nettverket",
    empty: "Ingen her enno.",
    toMail: "E-post som er fanga",
    mail: "E-post",
    mailLead: "Ingenting blir sendt frå denne maskina. Det siste står øvst.",
    noMail: "Ingen e-post enno. Be om ei lenkje på innloggingssida, så kjem ho hit.",
    mornings: "Send e-posten om morgonen no",
    to: "Til",
    toPeople: "Logg inn utan e-post",
  },
  en: {
    title: "Sign in without e-mail",
    lead: "On this machine only: choose whom you want to be.",
    network: "The network",
    empty: "Nobody here yet.",
    toMail: "E-mail that was caught",
    mail: "E-mail",
    mailLead: "Nothing is sent from this machine. The latest comes first.",
    noMail: "No e-mail yet. Ask for a link where one signs in, and it comes here.",
    mornings: "Send the morning mail now",
    to: "To",
    toPeople: "Sign in without e-mail",
  },
}

export type PersonasProps = {
  places: readonly {
    id: string
    name: string | null
    people: readonly { id: string; name: string; roles: readonly Role[] }[]
  }[]
}

export const Personas = ({ places }: PersonasProps) => {
  const words = useWords(WORDS)
  const { roles } = useDomainWords()
  return (
    <LocalPage title={words.title} lead={words.lead} link={{ href: "/local/mail", text: words.toMail }}>
      {places.map(({ id, name, people }) => (
        <section aria-labelledby={`place-${id}`}>
          <h2 class="h2" id={`place-${id}`}>
            {name ?? words.network}
          </h2>
          {people.length === 0 && <p class="quiet">{words.empty}</p>}
          <PostForm to="/local/sign-in" made={{}} class="choices">
            {people.map((person) => (
              <button class="ds-button" data-variant="secondary" type="submit" name="person" value={person.id}>
                {person.name}, {person.roles.map((role) => roles[role].toLowerCase()).join(", ")}
              </button>
            ))}
          </PostForm>
        </section>
      ))}
    </LocalPage>
  )
}

type MailsProps = { mails: readonly { to: string; subject: string; text: string; at: string }[] }

export const CaughtMails = ({ mails }: MailsProps) => {
  const { lang } = useScreen()
  const words = useWords(WORDS)
  return (
    <LocalPage title={words.mail} lead={words.mailLead} link={{ href: "/local", text: words.toPeople }}>
      <PostForm to="/local/mornings" made={{}}>
        <button class="ds-button" data-variant="secondary" type="submit">
          {words.mornings}
        </button>
      </PostForm>
      {mails.length === 0 && <p class="mt-4">{words.noMail}</p>}
      {mails.map(({ to, subject, text, at }) => (
        <article class="mt-5">
          <h2 class="h2">{subject}</h2>
          <p class="quiet sm">
            {words.to} {to}, <time datetime={at}>{formatTime(lang, at)}</time>
          </p>
          <p class="said mt-2">
            <Linked text={text} />
          </p>
        </article>
      ))}
    </LocalPage>
  )
}

type LocalPageProps = { title: string; lead: string; link: { href: string; text: string }; children?: Child }
const LocalPage = ({ title, lead, link, children }: LocalPageProps) => {
  const { lang, path } = useScreen()
  return (
    <PublicLayout lang={lang} title={title} path={path} brand="kraftspor" links={[link]}>
      <h1>{title}</h1>
      <p class="lead">{lead}</p>
      {children}
    </PublicLayout>
  )
}

/** Addresses become links, and nothing else does. */
const Linked = ({ text }: { text: string }) => (
  <>
    {text.split(/(https?:\/\/\S+)/).map((part, i) =>
      i % 2 === 1 ? (
        <a class="link" href={part}>
          {part}
        </a>
      ) : (
        part
      ),
    )}
  </>
)
