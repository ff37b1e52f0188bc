import type { Device } from "#src/people/device.ts"
import { KeysPanel } from "../keys/keys.tsx"
import { useKeyWords } from "../keys/words.ts"
import { Calendar } from "../notices/calendar.tsx"
import { Choices } from "../notices/choices.tsx"
import { useNoticeWords } from "../notices/words.ts"
import { PostForm } from "../parts/form.tsx"
import { formatPhone, formatTime, shortDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { Absence } from "./absence.tsx"
import { LANGUAGE_NAMES } from "./languages.ts"
import type { MeProps } from "./props.ts"
import { useRoleIn } from "./role.ts"
import { usePeopleWords } from "./words.ts"

export const Me = ({ name, email, phone, language, languages, roles, sessions, absence, keys, ...more }: MeProps) => {
  const { lang } = useScreen()
  const { me, absence: said } = usePeopleWords()
  const { choices, calendar } = useNoticeWords()
  const roleIn = useRoleIn()
  const { did } = more
  const done = { ...me.did, ...said.did, chose: choices.did, ...calendar.did, ...useKeyWords().did }
  return (
    <StaffPage title={me.title} room="me" said={did && done[did]}>
      <div class="narrow stack gap-4">
        <div class="row between">
          <h1 class="h1">{name}</h1>
          <form method="post" action="/auth/departure">
            <button class="ds-button" data-variant="secondary" type="submit">
              {me.leave}
            </button>
          </form>
        </div>

        <section class="panel" aria-labelledby="roles">
          <h2 class="h2 mb-2" id="roles">
            {me.roles}
          </h2>
          <ul class="stack">
            {roles.map(({ role, hub }) => (
              <li>{roleIn(role, hub)}</li>
            ))}
          </ul>
          <h2 class="h2 mt-4 mb-2">{me.contact}</h2>
          <p>{[email, phone && formatPhone(lang, phone)].filter(Boolean).join(" · ")}</p>
          <p class="hint mt-1">{me.wrong}</p>
        </section>

        <section class="panel" aria-labelledby="language">
          <h2 class="h2 mb-2" id="language">
            {me.language}
          </h2>
          <PostForm to="/me/language" made={{}} class="row">
            {languages.map((one) =>
              one === language ? (
                <span class="tag" lang={one}>
                  {LANGUAGE_NAMES[one]} ({me.chosen})
                </span>
              ) : (
                <button class="ds-button" data-variant="secondary" type="submit" name="language" value={one} lang={one}>
                  {LANGUAGE_NAMES[one]}
                </button>
              ),
            )}
          </PostForm>
        </section>

        {absence && <Absence {...absence} />}
        <Choices {...more.choices} />
        <KeysPanel keys={keys} />
        <Calendar {...more.calendar} />

        <section aria-labelledby="sessions">
          <h2 class="h2" id="sessions">
            {me.sessions}
          </h2>
          <p class="hint mb-2">{me.sessionsHint}</p>
          <ul class="list">
            {sessions.map((session) => (
              <Session {...session} />
            ))}
          </ul>
          {sessions.length > 1 && (
            <PostForm to="/me/sessions/ended" made={{}} class="mt-3">
              <button class="ds-button" data-variant="secondary" type="submit">
                {me.endAll}
              </button>
            </PostForm>
          )}
        </section>
      </div>
    </StaffPage>
  )
}

const Session = ({ id, on, at, isThis, ...device }: MeProps["sessions"][number]) => {
  const { lang, today } = useScreen()
  const { me } = usePeopleWords()
  const named = useDeviceName()(device)
  return (
    <li>
      <div>
        <h3>{named}</h3>
        <p class="d">
          {isThis && <b>{me.thisOne}</b>}
          <span>
            {me.since}{" "}
            <time datetime={at}>
              {shortDate(lang, on, today)} {formatTime(lang, at)}
            </time>
          </span>
        </p>
      </div>
      {!isThis && (
        <PostForm to="/me/sessions/ended" made={{}} class="acts">
          <input type="hidden" name="session" value={id} />
          <button class="ds-button" data-variant="tertiary" type="submit" aria-label={`${me.end}: ${named}`}>
            {me.end}
          </button>
        </PostForm>
      )}
    </li>
  )
}

function useDeviceName() {
  const { browsers, systems, unknownBrowser, on } = usePeopleWords()
  return ({ browser, system }: Device): string => {
    const name = browser ? browsers[browser] : unknownBrowser
    return system ? on(name, systems[system]) : name
  }
}
