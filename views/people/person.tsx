import type { PersonEvent } from "#src/core/person.ts"
import { Log } from "../network/log.tsx"
import { PostForm, SelectField, TextField } from "../parts/form.tsx"
import { shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { Absence } from "./absence.tsx"
import { Contact } from "./contact.tsx"
import { LANGUAGE_NAMES } from "./languages.ts"
import type { PersonProps } from "./props.ts"
import { useRoleIn } from "./role.ts"
import { usePeopleWords } from "./words.ts"

export const PersonPage = ({
  id,
  name,
  email,
  phone,
  language,
  roles,
  options,
  absence,
  log,
  did,
  tried,
}: PersonProps) => {
  const { lang, today } = useScreen()
  const { person, absence: said } = usePeopleWords()
  const roleIn = useRoleIn()
  const deedOf = (event: PersonEvent, hub: string | null): string => {
    if (event.type === "granted" || event.type === "revoked")
      return person.deeds[event.type](roleIn(event.role, hub, { within: true }))
    if (event.type === "went_away")
      return person.deeds.went_away(`${shortDate(lang, event.from, today)}–${shortDate(lang, event.to, today)}`)
    return event.type === "came_back" ? person.deeds.came_back("") : person.deeds.invited("")
  }
  const problem = useProblems()(tried?.problems.role)
  return (
    <StaffPage
      title={name}
      room="people"
      said={did && (did === "away" || did === "back" ? said.did[did] : person.did[did](name))}
    >
      <div class="narrow stack gap-4">
        <nav class="crumb">
          <a class="link" href="/people">
            {person.back}
          </a>
          <Icon name="ChevronRight" />
          <span>{name}</span>
        </nav>
        <div>
          <h1 class="h1">{name}</h1>
          <p class="row sm quiet mt-1">
            <Contact email={email} phone={phone} />
            <span>
              {person.writes}: {LANGUAGE_NAMES[language]}
            </span>
          </p>
        </div>

        <section aria-labelledby="roles">
          <h2 class="h2 mb-2" id="roles">
            {person.roles}
          </h2>
          <ul class="list">
            {roles.map(({ role, hub, end }) => (
              <li>
                <h3>{roleIn(role, hub)}</h3>
                {end && (
                  <div class="acts">
                    <a
                      class="ds-button"
                      data-variant="tertiary"
                      href={end}
                      aria-label={person.endOf(roleIn(role, hub, { within: true }))}
                    >
                      {person.end}
                    </a>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </section>

        {options.length > 0 && (
          <section class="panel prose" aria-labelledby="give">
            <h2 class="h2 mb-3" id="give">
              {person.give}
            </h2>
            <PostForm to={`/people/${id}/roles`} made={{ act: tried?.typed.act }} class="form">
              <SelectField
                id="role"
                name="role"
                label={person.role}
                blank={person.choose}
                value={tried?.typed.role}
                problem={problem}
                options={options.map(({ value, role, hub }) => ({ value, label: roleIn(role, hub) }))}
              />
              <TextField
                id="reason"
                name="reason"
                label={person.why}
                hint={person.whyHint}
                value={tried?.typed.reason}
              />
              <div class="row">
                <button class="ds-button" data-variant="secondary" type="submit">
                  {person.button}
                </button>
              </div>
            </PostForm>
          </section>
        )}

        {absence && <Absence {...absence} />}

        <Log
          title={person.log}
          entries={log.map(({ event, hub, ...entry }) => ({ ...entry, deed: deedOf(event, hub) }))}
        />
      </div>
    </StaffPage>
  )
}
