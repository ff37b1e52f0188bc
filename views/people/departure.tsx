import { PostForm, SelectField, TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import { Loads } from "./people.tsx"
import type { DepartureProps } from "./props.ts"
import { useRoleIn } from "./role.ts"
import { usePeopleWords } from "./words.ts"

export const Departure = (props: DepartureProps) => {
  const { id, name, role, hub, value, cases, loads, team, stop, tried } = props
  const { departure, person } = usePeopleWords()
  const { refusals } = useDomainWords()
  const title = departure.title(useRoleIn()(role, hub, { within: true }))
  const problem = useProblems()(tried?.problems.successor ?? tried?.refusal)
  return (
    <StaffPage title={title} room="people">
      <div class="narrow stack gap-4">
        <nav class="crumb">
          <a class="link" href={`/people/${id}`}>
            {name}
          </a>
          <Icon name="ChevronRight" />
          <span>{departure.button}</span>
        </nav>
        <h1 class="h1">{title}</h1>
        {hub && <Left {...props} hub={hub} />}
        {loads.length > 0 && cases > 0 && <Loads loads={loads} />}
        {stop === "last_owner" && <p>{refusals.last_owner}</p>}
        {stop === "nobody" && (
          <p>
            {departure.nobody(hub ?? "")}{" "}
            <a class="link" href="/people/invitation">
              {departure.invite}
            </a>
          </p>
        )}
        {!stop && (
          <PostForm to={`/people/${id}/departure`} made={{ act: tried?.typed.act }} class="form panel prose">
            <input type="hidden" name="role" value={value} />
            {cases > 0 && (
              <SelectField
                id="successor"
                name="successor"
                label={departure.successor}
                blank={departure.choose}
                value={tried?.typed.successor}
                problem={problem}
                options={team}
              />
            )}
            <TextField id="reason" name="reason" label={person.why} hint={person.whyHint} value={tried?.typed.reason} />
            <p>{departure.atOnce}</p>
            <div class="row">
              <button class="ds-button" data-color="danger" type="submit">
                {cases > 0 ? departure.handOver : departure.button}
              </button>
              <a class="ds-button" data-variant="tertiary" href={`/people/${id}`}>
                {departure.cancel}
              </a>
            </div>
          </PostForm>
        )}
      </div>
    </StaffPage>
  )
}

const Left = ({ name, hub, isLast, cases, steps }: DepartureProps & { hub: string }) => {
  const { departure } = usePeopleWords()
  if (!isLast) return <p>{departure.keeps(name, hub)}</p>
  return <p>{cases > 0 ? departure.leaves(name, cases, steps, hub) : departure.nothing(name, hub)}</p>
}
