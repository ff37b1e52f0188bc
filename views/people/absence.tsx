import { DateField, PostForm, SelectField } from "../parts/form.tsx"
import { formatPhone, longDate, shortDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { useProblems } from "../words.ts"
import type { AbsenceProps } from "./props.ts"
import { usePeopleWords } from "./words.ts"

/** Until when someone is away, and whom to call meanwhile. */
export const AwayLine = ({ to, standIn }: { to: string; standIn: { name: string; phone: string | null } | null }) => {
  const { lang, today } = useScreen()
  const { absence } = usePeopleWords()
  return (
    <span class="row sm">
      <span class="tag">{absence.away(shortDate(lang, to, today))}</span>
      <span>
        {standIn ? absence.standsIn(standIn.name) : absence.nobody}
        {standIn?.phone && (
          <>
            {" "}
            <a class="link num" href={`tel:${standIn.phone}`}>
              {formatPhone(lang, standIn.phone)}
            </a>
          </>
        )}
      </span>
    </span>
  )
}

/** The absence that lasts or comes next, and the form for one. */
export const Absence = ({ to, name, now, team, tried }: AbsenceProps) => {
  const { lang, today } = useScreen()
  const { absence } = usePeopleWords()
  const problemOf = useProblems()
  const { typed = {}, problems = {} } = tried ?? {}
  const field = (name: string, value = "") => ({
    id: `absence-${name}`,
    name,
    value: typed[name] ?? value,
    problem: problemOf(problems[name]),
  })
  return (
    <section class="panel prose" aria-labelledby="absence">
      <h2 class="h2 mb-2" id="absence">
        {absence.title}
      </h2>
      {now && (
        <div class="row between mb-3">
          <p>
            {absence.until(longDate(lang, now.from), longDate(lang, now.to))}{" "}
            {now.standIn ? absence.standsIn(now.standIn) : absence.nobody}
          </p>
          <PostForm to={`${to}/return`} made={{}}>
            <button class="ds-button" data-variant="secondary" type="submit">
              {now.from <= today ? absence.back : absence.cancel}
            </button>
          </PostForm>
        </div>
      )}
      {team.length === 0 ? (
        <p class="quiet">{absence.noTeam}</p>
      ) : (
        <>
          <p class="mb-2">{name ? absence.leadOf(name) : absence.lead}</p>
          <p class="hint mb-3">{absence.restricted}</p>
          <PostForm to={`${to}/absence`} made={{ act: typed.act }} class="form">
            <DateField {...field("from", now?.from ?? today)} label={absence.from} />
            <DateField {...field("to", now?.to)} label={absence.to} />
            <SelectField
              {...field("standIn", now?.standInId ?? "")}
              label={absence.standIn}
              blank={absence.choose}
              options={team}
            />
            <div class="row">
              <button class="ds-button" data-variant="secondary" type="submit">
                {absence.button}
              </button>
            </div>
          </PostForm>
        </>
      )}
    </section>
  )
}
