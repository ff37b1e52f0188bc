import type { Child } from "hono/jsx"
import type { IconName } from "../assets/icons.ts"
import { shortDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import type { Marked, SearchProps } from "./props.ts"
import { useSearchWords } from "./words.ts"

export type Item = { href: string; icon: IconName; title: Child; about: readonly Child[] }
export type Group = { key: keyof ReturnType<typeof useSearchWords>["groups"]; title: string; items: readonly Item[] }

/** What was found, in the order it is shown: as links of a page, or as options to choose from. */
export function useGroups({ companies, cases, contacts, enquiries, notes, create }: SearchProps): Group[] {
  const { lang, today } = useScreen()
  const words = useSearchWords()
  const all: Omit<Group, "title">[] = [
    {
      key: "companies",
      items: companies.map(({ href, name, orgnr, place }) => ({
        ...{ href, icon: "Buildings2", title: <Marks of={name} /> },
        about: [place, orgnr && <Marks of={orgnr} num />],
      })),
    },
    {
      key: "cases",
      items: cases.map(({ href, ref, company, stage, hub, advisor, isRestricted, isEnded }) => ({
        ...{ href, icon: isRestricted ? "PadlockLocked" : "SidebarBoth", title: <Marks of={company} /> },
        about: [
          <Marks of={ref} num />,
          isEnded ? words.ended : stage?.[lang],
          hub,
          advisor ?? words.nobody,
          isRestricted && words.restricted,
        ],
      })),
    },
    {
      key: "contacts",
      items: contacts.map(({ href, name, role, company, phone, email }) => ({
        ...{ href, icon: "Person", title: <Marks of={name} /> },
        about: [role, company, phone && <Marks of={phone} num />, email && <Marks of={email} />],
      })),
    },
    {
      key: "enquiries",
      items: enquiries.map(({ href, ref, company, contact, hub, state, receivedOn }) => ({
        ...{ href, icon: "Inbox", title: <Marks of={company.length > 0 ? company : contact} /> },
        about: [
          company.length > 0 && <Marks of={contact} />,
          hub ?? words.list,
          words.states[state],
          words.came(shortDate(lang, receivedOn, today)),
          <Marks of={ref} num />,
        ],
      })),
    },
    {
      key: "notes",
      items: notes.map(({ href, ref, company, line, on, isRestricted }) => ({
        ...{ href, icon: isRestricted ? "PadlockLocked" : "NotePencil", title: company },
        about: [
          line ? <Marks of={line} /> : words.unquoted,
          <span class="num">{ref}</span>,
          shortDate(lang, on, today),
          isRestricted && words.restricted,
        ],
      })),
    },
    {
      key: "create",
      items: create ? [{ href: create.href, icon: "Plus", title: words.newCase(create.name), about: [] }] : [],
    },
  ]
  return all.filter(({ items }) => items.length > 0).map((group) => ({ ...group, title: words.groups[group.key] }))
}

export const About = ({ of }: { of: readonly Child[] }) => (
  <>
    {of.filter(Boolean).map((one) => (
      <span>{one}</span>
    ))}
  </>
)

const Marks = ({ of, num }: { of: Marked; num?: boolean }) => (
  <span class={num ? "num" : undefined}>{of.map(({ text, isMark }) => (isMark ? <mark>{text}</mark> : text))}</span>
)
