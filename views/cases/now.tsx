import { DateField, PostForm, SelectField, TextField } from "../parts/form.tsx"
import { longDate, shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { AgeMark, NeverMark, TurnPill, WaitMark } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import type { FullCase } from "./props.ts"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

/** The two things to see at once: what is next, and whose turn it is. */
export const Now = (props: FullCase) => (
  <div class="nowbar">
    <NextStep {...props} />
    <Turn {...props} />
  </div>
)

const NextStep = (props: FullCase) => {
  const { ref, nextStep, nextOn, made, may, tried } = props
  const { lang, today } = useScreen()
  const { page } = useCaseWords()
  const late = nextOn !== null && nextOn < today
  const fieldDone = useTried(tried, "done")
  const fieldNextStep = useTried(tried, "next-step")
  return (
    <div id="next-step">
      <h2>{page.nextStep}</h2>
      {nextOn ? (
        <>
          <p class="big">{nextStep}</p>
          <p class={late ? "sm st stale" : "sm quiet"}>{shortDate(lang, nextOn, today)}</p>
        </>
      ) : (
        <p class="big">{page.noNextStep}</p>
      )}
      <div class="acts noprint">
        {may.finish && (
          <details open={tried?.form === "done"}>
            <summary class="ds-button" data-variant="secondary">
              <Icon name="Checkmark" />
              {page.done}
            </summary>
            <PostForm to={`/cases/${ref}/next-step/done`} made={made} target="#case" swap="outerMorph">
              <TextField
                id="done-step"
                {...fieldDone("nextStep")}
                label={page.doneThen}
                hint={page.doneHint}
                optional
              />
              <DateField id="done-on" {...fieldDone("nextOn")} label={page.when} optional />
              <button class="ds-button" type="submit">
                {page.saveDone}
              </button>
            </PostForm>
          </details>
        )}
        {may.plan && (
          <details open={tried?.form === "next-step" || nextOn === null}>
            <summary class="ds-button" data-variant={nextOn ? "tertiary" : "secondary"}>
              {nextOn ? page.change : page.add}
            </summary>
            <PostForm to={`/cases/${ref}/next-step`} made={made} target="#case" swap="outerMorph">
              <TextField id="plan-step" {...fieldNextStep("nextStep", nextStep ?? "")} label={page.what} />
              <DateField id="plan-on" {...fieldNextStep("nextOn", nextOn ?? "")} label={page.when} />
              <button class="ds-button" type="submit">
                {page.save}
              </button>
            </PostForm>
          </details>
        )}
      </div>
    </div>
  )
}

const Turn = (props: FullCase) => {
  const { ref, turn, until, isAwake, never, waitReason, age, made, may, tried } = props
  const { lang } = useScreen()
  const { page } = useCaseWords()
  const { turns } = useDomainWords()
  const fieldWait = useTried(tried, "wait")
  return (
    <div id="turn">
      <h2>{page.turn}</h2>
      <p class="row">
        <TurnPill turn={turn} />
        {until && !isAwake ? <WaitMark until={until} /> : <AgeMark {...age} />}
        {never && <NeverMark />}
      </p>
      {waitReason && <p class="sm">{waitReason}</p>}
      {until && (
        <p class="sm quiet">{isAwake ? page.woke(longDate(lang, until)) : page.waiting(longDate(lang, until))}</p>
      )}
      <div class="acts noprint">
        {may.resume && (
          <PostForm to={`/cases/${ref}/resumption`} made={made} target="#case" swap="outerMorph">
            <button class="ds-button" data-variant="secondary" type="submit">
              <Icon name="Play" />
              {page.resume}
            </button>
          </PostForm>
        )}
        {may.wait && (
          <details open={tried?.form === "wait"}>
            <summary class="ds-button" data-variant="tertiary">
              <Icon name="Pause" />
              {page.wait}
            </summary>
            <PostForm to={`/cases/${ref}/wait`} made={made} target="#case" swap="outerMorph">
              <SelectField
                id="wait-turn"
                {...fieldWait("turn", "company")}
                label={page.waitOn}
                options={Object.entries(turns).map(([value, label]) => ({ value, label }))}
              />
              <TextField id="wait-reason" {...fieldWait("reason")} label={page.waitWhy} />
              <DateField id="wait-until" {...fieldWait("until")} label={page.waitUntil} />
              <button class="ds-button" type="submit">
                {page.wait}
              </button>
            </PostForm>
          </details>
        )}
      </div>
    </div>
  )
}
