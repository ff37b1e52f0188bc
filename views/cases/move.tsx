import { DateField, PostForm, SelectField, TextArea, TextField } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import { DatingFields } from "./dating.tsx"
import type { DecidedProps, MoveFormProps, MovePageProps } from "./props.ts"
import { useCaseWords } from "./words.ts"

/** A page of its own without scripts; opened in the card with them. */
export const MovePage = ({ ref, company, here, view, form, moves }: MovePageProps) => {
  const { lang, fragment } = useScreen()
  const { move, page } = useCaseWords()
  const { refusals } = useDomainWords()
  const onBoard = view !== null && { view }
  const Title = form ? "h2" : "h1"
  if (fragment && form) return <MoveForm {...form} {...onBoard} target={onBoard ? "#board-page" : "#case"} />
  return (
    <StaffPage title={form ? move.title(company, form.toName[lang]) : company} room="board">
      <div class="narrow">
        <p class="crumb">
          <a class="link" href={view === null ? `/cases/${ref}` : `/cases${view && `?${view}`}`}>
            {company}
          </a>
          <Icon name="ChevronRight" />
          <span>{here[lang]}</span>
        </p>
        {form && (
          <section class="panel">
            <h1 class="h1">{move.title(company, form.toName[lang])}</h1>
            <MoveForm {...form} {...onBoard} />
          </section>
        )}
        {moves.length === 0 && <p class="ds-alert">{refusals.ended}</p>}
        {moves.length > 0 && (
          <section class="panel" aria-labelledby="moves-name">
            <Title class="h2" id="moves-name">
              {page.moveTo}
            </Title>
            <ul class="stack">
              {moves.map(({ code, name, way }) => (
                <li>
                  <a class="link" href={`/cases/${ref}/stage?${new URLSearchParams({ to: code, ...onBoard })}`}>
                    {name[lang]}
                  </a>{" "}
                  <span class="quiet sm">{move.ways[way]}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </StaffPage>
  )
}

/** Asks for exactly what is missing, and moves in the same act. */
export const MoveForm = (props: MoveFormProps & { view?: string; target?: string }) => {
  const { lang } = useScreen()
  const { card, move } = useCaseWords()
  const { gates, refusals } = useDomainWords()
  const sentence = useProblems()
  const { ref, to, toName, way, made, fields, settle, decided, reason, dating, missing, problem, view, target } = props
  const lacks = missing.map(({ code, left }) => gates[code](left)).join(", ")
  const isAsking = fields.length > 0 || settle.length > 0
  const prefix = target === "#board-page" ? `${ref}-` : ""
  if (problem === "unreachable" || problem === "retired")
    return (
      <div class="ds-alert" data-color="warning" role="alert">
        <p>{refusals[problem]}</p>
        <a class="link" href={`/cases/${ref}/stage${view === undefined ? "" : `?${new URLSearchParams({ view })}`}`}>
          {card.elsewhere}
        </a>
      </div>
    )
  return (
    <PostForm to={`/cases/${ref}/stage`} made={made} {...(target && { target, swap: "outerMorph" })}>
      {view !== undefined && <input type="hidden" name="view" value={view} />}
      <input type="hidden" name="to" value={to} />
      {lacks && (
        <p class="sm">
          <b>{move.missing(missing.length, lacks)}.</b> {move.fill}
        </p>
      )}
      {problem && !isAsking && !reason && <p role="alert">{refusals[problem]}</p>}
      {decided && target !== "#case" && (
        <>
          <Decided decided={decided} caseRef={ref} />
          <p class="sm">{move.decideAgain}</p>
        </>
      )}
      {fields.map((field) => (
        <Asked {...props} {...field} id={`${prefix}move-${field.name}`} />
      ))}
      {settle.map((milestone) => (
        <Settled {...milestone} prefix={`${prefix}move-`} />
      ))}
      {reason && way !== "next" && (
        <TextArea
          id={`${prefix}move-reason`}
          name="reason"
          label={move.reason}
          hint={move.reasonHint[way]}
          value={reason.value}
          problem={sentence(reason.problem)}
        />
      )}
      <DatingFields
        id={`${prefix}move`}
        on={{ name: "on", value: dating.on.value, problem: sentence(dating.on.problem) }}
        backdated={{
          name: "backdated",
          value: dating.backdated.value,
          problem: sentence(dating.backdated.problem),
        }}
      />
      <div class="row">
        <button class="ds-button" type="submit">
          {isAsking ? move.save(toName[lang]) : move.go(toName[lang])}
        </button>
        {isAsking && (
          <button
            class="ds-button"
            data-variant="tertiary"
            type="submit"
            formaction={`/cases/${ref}/facts`}
            {...(target && { "hx-post": `/cases/${ref}/facts`, "hx-target": target, "hx-swap": "outerMorph" })}
          >
            {move.onlySave}
          </button>
        )}
      </div>
      <Override {...props} prefix={prefix} />
    </PostForm>
  )
}

/** What is decided instead of going on, and the ways to close the case that fit it. */
export const Decided = ({ decided, caseRef }: { decided: DecidedProps; caseRef: string }) => {
  const { lang } = useScreen()
  const { move } = useCaseWords()
  const { decisions } = useDomainWords()
  return (
    <div class="ds-alert" data-color="info">
      <p>{move.decided(decisions[decided.decision])}</p>
      <ul class="row">
        {decided.endings.map(({ code, name }) => (
          <li>
            <a class="link" href={`/cases/${caseRef}?closing=${code}#closure-reason`}>
              {move.closeAs(name[lang])}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A right of the hub's manager: folded away, so that nobody takes it for the way to go. */
const Override = ({ override, way, toName, prefix }: MoveFormProps & { prefix: string }) => {
  const { lang } = useScreen()
  const { move } = useCaseWords()
  const sentence = useProblems()
  if (!override) return null
  return (
    <details class="noprint" open={override.isOpen}>
      <summary class="link sm">{move.override}</summary>
      <div class="stack gap-3">
        <p class="sm quiet">{move.overrideHint}</p>
        {way === "next" && (
          <TextArea
            id={`${prefix}move-override`}
            name="reason"
            label={move.overrideReason}
            value={override.value}
            problem={sentence(override.problem)}
          />
        )}
        <button class="ds-button" data-variant="secondary" type="submit" name="override" value="yes">
          {move.overrideGo(toName[lang])}
        </button>
      </div>
    </details>
  )
}

type SettledProps = MoveFormProps["settle"][number] & { prefix: string }

/** How one milestone went, and why if it was dropped. */
export const Settled = ({ id, line, due, outcome, why, focus, prefix }: SettledProps) => {
  const { lang } = useScreen()
  const { move, page } = useCaseWords()
  const sentence = useProblems()
  return (
    <>
      <SelectField
        id={`${prefix}outcome-${id}`}
        name={`outcome.${id}`}
        label={move.outcome(line || page.unnamedMilestone, formatDate(lang, due))}
        value={outcome.value}
        problem={sentence(outcome.problem)}
        blank={move.choose}
        options={Object.entries(move.outcomes).map(([value, label]) => ({ value, label }))}
        focus={focus}
      />
      <TextField
        id={`${prefix}why-${id}`}
        name={`why.${id}`}
        label={move.why}
        value={why.value}
        problem={sentence(why.problem)}
        optional={why.problem === null}
      />
    </>
  )
}

type AskedProps = MoveFormProps["fields"][number] & Pick<MoveFormProps, "team" | "decisions"> & { id: string }

export const Asked = ({ id, name, input, value, problem, left, focus, team, decisions }: AskedProps) => {
  const { move } = useCaseWords()
  const words = useDomainWords()
  const label = left > 1 ? `${words.fields[name]} (${move.left(left)})` : words.fields[name]
  const sentence = useProblems()
  const shared = { id, name, label, value, problem: sentence(problem), hint: words.hints[name], focus }
  switch (input) {
    case "text":
      return <TextArea {...shared} />
    case "day":
    case "due":
      return <DateField {...shared} />
    case "decision":
      return (
        <SelectField
          {...shared}
          options={[
            { value: "", label: move.choose },
            ...decisions.map((one) => ({ value: one, label: words.decisions[one] })),
          ]}
        />
      )
    case "advisor":
      return <SelectField {...shared} options={[{ value: "", label: move.choose }, ...team]} />
    case "orgnr":
    case "line":
      return <TextField {...shared} />
  }
}
