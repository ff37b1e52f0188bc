import { DateField, PostForm, TextField } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import type { FullCase, MilestoneProps } from "./props.ts"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

/** The steps on the way to the goal: what they are, when they are due, and how they went. */
export const Milestones = (props: FullCase) => {
  const { milestones, may } = props
  const { page } = useCaseWords()
  if (milestones.length === 0 && !may.milestone) return null
  const done = milestones.filter(({ state }) => state !== "open").length
  return (
    <section class="panel" id="milestones" aria-labelledby="milestones-name">
      <header>
        <h2 class="h2" id="milestones-name">
          {page.milestones}
        </h2>
        {milestones.length > 0 && <span class="sm quiet">{page.settled(done, milestones.length)}</span>}
      </header>
      {milestones.length === 0 && <p class="quiet sm">{page.noMilestones}</p>}
      <ul class="todo-list">
        {milestones.map((one) => (
          <Milestone {...props} {...one} />
        ))}
      </ul>
      {may.milestone && <SetForm {...props} />}
    </section>
  )
}

const ICONS = { open: "Circle", reached: "CheckmarkCircleFill", dropped: "CircleSlash" } as const

const Milestone = (props: FullCase & MilestoneProps) => {
  const { id, line, due, state, isLate, reachedOn, reason, may } = props
  const { lang } = useScreen()
  const { page } = useCaseWords()
  return (
    <li id={`milestone-${id}`}>
      <Icon name={ICONS[state]} class={state === "reached" ? "ok" : "no"} />
      <div>
        <b>{line || page.unnamedMilestone}</b>{" "}
        <span class={isLate ? "sm st stale" : "sm quiet"}>
          {page.dueBy(formatDate(lang, due))}
          {isLate && `, ${page.overdue}`}
        </span>
        {reachedOn && <p class="sm">{page.reachedOn(formatDate(lang, reachedOn))}</p>}
        {state === "dropped" && <p class="sm said">{page.dropped(reason)}</p>}
        {state === "open" && may.milestone && <Settling {...props} />}
      </div>
    </li>
  )
}

const Settling = ({ ref, id, line, made, tried }: FullCase & MilestoneProps) => {
  const { today } = useScreen()
  const { page } = useCaseWords()
  // Which of them a refused form was about stands in the form.
  const mine = tried?.typed.milestone === id ? tried : null
  const fieldReached = useTried(mine, "reached")
  const fieldDropped = useTried(mine, "dropped")
  const name = line || page.unnamedMilestone
  return (
    <div class="row acts noprint">
      <details name={`settle-${id}`} open={mine?.form === "reached"}>
        <summary class="link sm" aria-label={page.reachWhat(name)}>
          {page.reach}
        </summary>
        <PostForm to={`/cases/${ref}/milestones/reached`} made={made} target="#case" swap="outerMorph">
          <input type="hidden" name="milestone" value={id} />
          <DateField id={`reached-on-${id}`} {...fieldReached("on", today)} label={page.reachWhen} />
          <button class="ds-button" type="submit">
            {page.saveReached}
          </button>
        </PostForm>
      </details>
      <details name={`settle-${id}`} open={mine?.form === "dropped"}>
        <summary class="link sm" aria-label={page.dropWhat(name)}>
          {page.drop}
        </summary>
        <PostForm to={`/cases/${ref}/milestones/dropped`} made={made} target="#case" swap="outerMorph">
          <input type="hidden" name="milestone" value={id} />
          <TextField id={`dropped-why-${id}`} {...fieldDropped("reason")} label={page.dropWhy} />
          <button class="ds-button" type="submit">
            {page.saveDropped}
          </button>
        </PostForm>
      </details>
    </div>
  )
}

const SetForm = ({ ref, made, tried }: FullCase) => {
  const { page } = useCaseWords()
  const { fields, hints } = useDomainWords()
  const field = useTried(tried, "milestones")
  return (
    <details class="noprint" open={tried?.form === "milestones"}>
      <summary class="ds-button" data-variant="tertiary">
        <Icon name="Plus" />
        {page.setMilestone}
      </summary>
      <PostForm to={`/cases/${ref}/milestones`} made={made} target="#case" swap="outerMorph">
        <TextField id="milestone-line" {...field("milestone")} label={fields.milestone} hint={hints.milestone} />
        <DateField id="milestone-on" {...field("milestoneOn")} label={fields.milestoneOn} />
        <button class="ds-button" type="submit">
          {page.saveMilestone}
        </button>
      </PostForm>
    </details>
  )
}
