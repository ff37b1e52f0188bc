import { shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { Contact } from "./contact.tsx"
import type { Load, PeopleProps } from "./props.ts"
import { useRoleList } from "./role.ts"
import { usePeopleWords } from "./words.ts"

export const People = ({ places, left, lists }: PeopleProps) => {
  const { people } = usePeopleWords()
  return (
    <StaffPage title={people.title} room="people" said={left && people.left(left)}>
      <div class="narrow">
        <div class="row between">
          <h1 class="h1">{people.title}</h1>
          <div class="row">
            <a class="ds-button" data-variant="tertiary" href={lists}>
              <Icon name="Table" />
              {people.lists}
            </a>
            <a class="ds-button" href="/people/invitation">
              <Icon name="PersonPlus" />
              {people.invite}
            </a>
          </div>
        </div>
        {places.map((place) => (
          <Place {...place} />
        ))}
      </div>
    </StaffPage>
  )
}

type PlaceProps = PeopleProps["places"][number]
const Place = ({ id, hub, people: here }: PlaceProps) => {
  const { people } = usePeopleWords()
  const name = hub ?? people.network
  return (
    <section class="group" aria-labelledby={`place-${id}`}>
      <h2 id={`place-${id}`}>
        {name} <span class="cnt">{here.length}</span>
      </h2>
      {here.length === 0 ? (
        <div class="panel stack gap-3">
          <p>{people.empty}</p>
          <p>
            <a class="ds-button" data-variant="secondary" href={`/people/invitation?hub=${id}`}>
              {people.inviteTo(name)}
            </a>
          </p>
        </div>
      ) : (
        <ul class="list">
          {here.map((person) => (
            <Person {...person} />
          ))}
        </ul>
      )}
    </section>
  )
}

const Person = ({ id, name, email, phone, roles, awayTo, loads, isMe }: PlaceProps["people"][number]) => {
  const { lang, today } = useScreen()
  const { people, absence } = usePeopleWords()
  return (
    <li id={`person-${id}`}>
      <div>
        <h3>
          <a href={`/people/${id}`}>{name}</a> {isMe && <span class="tag">{people.you}</span>}{" "}
          {awayTo && <span class="tag">{absence.away(shortDate(lang, awayTo, today))}</span>}
        </h3>
        <p class="row sm quiet mt-2">
          <b>{useRoleList()(roles)}</b>
          <Contact email={email} phone={phone} />
        </p>
      </div>
      {loads && <Loads loads={loads} />}
    </li>
  )
}

export const Loads = ({ loads }: { loads: readonly Load[] }) => {
  const { lang } = useScreen()
  const { people } = usePeopleWords()
  return (
    <p class="row sm quiet">
      <span>{people.cases}:</span>
      {loads.length === 0 && <span>{people.noCases}</span>}
      {loads.map(({ track, n, href }) => (
        <span>
          {track[lang]}{" "}
          {href ? (
            <a class="link num" href={href}>
              {n}
            </a>
          ) : (
            <span class="num">{n}</span>
          )}
        </span>
      ))}
    </p>
  )
}
