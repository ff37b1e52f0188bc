import type { HubEvent } from "#src/core/hub.ts"
import type { Language } from "#src/core/person.ts"
import { DateField, PostForm, TextArea } from "../parts/form.tsx"
import { formatDate, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { Contact } from "../people/contact.tsx"
import { useRoleList } from "../people/role.ts"
import { usePeopleWords } from "../people/words.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { Places } from "./areas.tsx"
import { Log } from "./log.tsx"
import type { HubProps } from "./props.ts"
import { Stopped } from "./stopped.tsx"
import { useNetworkWords } from "./words.ts"

/** One hub: its people, its area, and what was done to it. */
export const HubView = (props: HubProps) => {
  const { lang, today } = useScreen()
  const { hubs, hub, hubForm } = useNetworkWords()
  const { absence } = usePeopleWords()
  const { id, name, prefix, about, openedOn, closedOn, people, places, log, closing, did } = props
  const roleList = useRoleList()
  return (
    <StaffPage title={name} room="network" said={did && hub.did[did]}>
      <div class="narrow stack gap-4" id="hub">
        <nav class="crumb" aria-label={hubs.title}>
          <a class="link" href="/network/hubs">
            {hubs.title}
          </a>
          <Icon name="ChevronRight" />
          <span>{name}</span>
        </nav>
        <div>
          <h1 class="h1">{name}</h1>
          {about[lang] && <p>{about[lang]}</p>}
          <p class="row sm quiet">
            <span>{hub.openedOn(formatDate(lang, openedOn))}</span>
            {closedOn && <b>{hub.closedOn(formatDate(lang, closedOn))}</b>}
            <span>{hub.letters(prefix)}</span>
          </p>
          <p>
            <a class="link sm" href={`/network/hubs/${id}/form`}>
              {hubForm.link}
            </a>
          </p>
        </div>
        <section aria-labelledby="people">
          <h2 class="h2 mb-2" id="people">
            {hub.people}
          </h2>
          {people.length === 0 ? (
            <p class="quiet">{hub.noPeople}</p>
          ) : (
            <ul class="list">
              {people.map((person) => (
                <li id={`person-${person.id}`}>
                  <div>
                    <h3>
                      {person.name}{" "}
                      {person.awayTo && <span class="tag">{absence.away(shortDate(lang, person.awayTo, today))}</span>}
                    </h3>
                    <p class="row sm quiet mt-2">
                      <b>{roleList(person.roles)}</b>
                      <Contact email={person.email} phone={person.phone} />
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section aria-labelledby="area">
          <h2 class="h2 mb-2" id="area">
            {hub.area}
          </h2>
          {places.length === 0 ? <p class="quiet">{hub.noArea}</p> : <Places places={places} />}
        </section>
        {log.length > 0 && (
          <Log
            title={hub.log}
            entries={log.map(({ event, ...entry }) => ({
              ...entry,
              deed: hub.deeds[event.type](dayIn(event, lang)),
            }))}
          />
        )}
        {closing && <Closing {...props} closing={closing} />}
      </div>
    </StaffPage>
  )
}

function dayIn(event: HubEvent, lang: Language): string {
  const day = "hub" in event ? event.hub.openedOn : "last" in event ? event.last : "until" in event ? event.until : null
  return day ? formatDate(lang, day) : ""
}

type ClosingProps = HubProps & { closing: NonNullable<HubProps["closing"]> }
const Closing = ({ id, closing, tried }: ClosingProps) => {
  const { hub, reason, reasonHint } = useNetworkWords()
  const problemOf = useProblems()
  const { typed = {}, problems = {} } = tried ?? {}
  const said = (field: string) => ({ id: field, name: field, value: typed[field], problem: problemOf(problems[field]) })
  return (
    <section class="panel prose" aria-labelledby="close">
      <h2 class="h2 mb-2" id="close">
        {hub.close}
      </h2>
      <p class="mb-3">{hub.closeLead}</p>
      <Stopped tried={tried} />
      {closing.left.length > 0 ? (
        <>
          <p>{hub.isLeft}</p>
          <ul id="left">
            {closing.left.map(({ what, n, href }) => (
              <li>
                {href ? (
                  <a class="link" href={href}>
                    {hub.left[what](n)}
                  </a>
                ) : (
                  hub.left[what](n)
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <PostForm to={`/network/hubs/${id}/closure`} made={{ basedOn: closing.basedOn }} class="form">
          <DateField {...said("last")} label={hub.last} />
          <TextArea {...said("reason")} label={reason} hint={reasonHint} rows={2} />
          <div class="row">
            <button class="ds-button" data-color="danger" type="submit">
              {hub.closeButton}
            </button>
          </div>
        </PostForm>
      )}
    </section>
  )
}
