import { DateField, PostForm, SelectField, TextArea, TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import type { MoveFormProps, MovePageProps } from "./props.ts"
import { useCaseWords } from "./words.ts"

/** A page of its own without scripts; opened in the card with them. */
export const MovePage = ({ ref, company, here, view, form, moves }: MovePageProps) => {
  const { lang, fragment } = useScreen()
  const { move, page } = useCaseWords()
  const { refusals } = useDomainWords()
  const onBoard = view !== null && { view }
  const Title = form ? "h2" : "h1"
  if (fragment && form) return <MoveForm {...form} {...onBoard} target="#board-page" />
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
  const { move } = useCaseWords()
  const { gates, refusals } = useDomainWords()
  const sentence = useProblems()
  const { ref, to, toName, way, made, fields, reason, missing, problem, view, target } = props
  const lacks = missing.map(({ code, left }) => gates[code](left)).join(", ")
  const prefix = target === "#board-page" ? `${ref}-` : ""
  if (problem === "retired") return <p role="alert">{refusals[problem]}</p>
  return (
    <PostForm to={`/cases/${ref}/stage`} made={made} {...(target && { target, swap: "outerMorph" })}>
      {view !== undefined && <input type="hidden" name="view" value={view} />}
      {lacks && (
        <p class="sm">
          <b>{move.missing(missing.length, lacks)}.</b> {move.fill}
        </p>
      )}
      {problem && fields.length === 0 && !reason && <p role="alert">{refusals[problem]}</p>}
      {fields.map((field) => (
        <Asked {...props} {...field} id={`${prefix}move-${field.name}`} />
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
      <div class="row">
        <button class="ds-button" type="submit" name="to" value={to}>
          {fields.length ? move.save(toName[lang]) : move.go(toName[lang])}
        </button>
        {fields.length > 0 && (
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
    </PostForm>
  )
}

type AskedProps = MoveFormProps["fields"][number] & Pick<MoveFormProps, "team" | "decisions"> & { id: string }

const Asked = ({ id, name, input, value, problem, left, team, decisions }: AskedProps) => {
  const { move } = useCaseWords()
  const words = useDomainWords()
  const label = left > 1 ? `${words.fields[name]} (${move.left(left)})` : words.fields[name]
  const sentence = useProblems()
  const shared = { id, name, label, value, problem: sentence(problem), hint: words.hints[name] }
  switch (input) {
    case "text":
      return <TextArea {...shared} />
    case "day":
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
