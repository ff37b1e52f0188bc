import type { Phase } from "#src/core/stages.ts"
import { CheckField, SelectField, TextField } from "../parts/form.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import type { FormName, GateOption, Tried } from "./props.ts"
import { useProgrammeWords } from "./words.ts"

/** What goes into a field: what was typed in this form if it was refused, otherwise what is so now. */
export function useFields(form: FormName, tried: Tried | null) {
  const sentence = useProblems()
  const mine = tried?.form === form ? tried : null
  return (name: string, value: string | number = "") => ({
    id: `${form}-${name.replace(".", "-")}`,
    name,
    value: mine ? (mine.typed[name] ?? "") : String(value),
    problem: sentence(mine?.problems[name]),
  })
}
type Fields = ReturnType<typeof useFields>

type Worded = { name: Record<"nb" | "nn" | "en", string>; meaning: Record<"nb" | "nn" | "en", string> }

export const Names = ({ field, name, meaning }: { field: Fields } & Partial<Worded>) => {
  const { stage } = useProgrammeWords()
  return (
    <>
      <TextField {...field("nameNb", name?.nb)} label={stage.name.nb} />
      <TextField {...field("nameNn", name?.nn)} label={stage.name.nn} />
      <TextField {...field("nameEn", name?.en)} label={stage.name.en} />
      <TextField {...field("meaningNb", meaning?.nb)} label={stage.means.nb} />
      <TextField {...field("meaningNn", meaning?.nn)} label={stage.means.nn} />
      <TextField {...field("meaningEn", meaning?.en)} label={stage.means.en} />
    </>
  )
}

export const LimitField = ({ field, limitDays }: { field: Fields; limitDays?: number }) => {
  const { stage } = useProgrammeWords()
  return (
    <TextField
      {...field("limitDays", limitDays)}
      label={stage.limitLabel}
      hint={stage.limitHint}
      inputmode="numeric"
      short
    />
  )
}

export const PhaseField = ({ field, phase, phases }: { field: Fields; phase?: Phase; phases: readonly Phase[] }) => {
  const { stage } = useProgrammeWords()
  const { phases: words } = useDomainWords()
  const options = phases.map((value) => ({ value, label: words[value] }))
  const blank = phase ? undefined : stage.choose
  return <SelectField {...field("phase", phase)} label={stage.phaseLabel} options={options} blank={blank} />
}

/** A tick for each thing that can be asked for; how many times, where that can be more than once. */
export const GateFields = (props: {
  field: Fields
  gates: readonly GateOption[]
  form: FormName
  tried: Tried | null
}) => {
  const { field, gates, form, tried } = props
  const { stage } = useProgrammeWords()
  const { shown } = useDomainWords()
  const sentence = useProblems()
  const mine = tried?.form === form ? tried : null
  const unknown = Object.keys(mine?.problems ?? {}).find((name) => name.startsWith("requires."))
  return (
    <fieldset class="ds-fieldset" id={`${form}-requires`}>
      <legend class="ds-label">{stage.requires}</legend>
      <p data-field="description">{stage.requiresHint}</p>
      {gates.map(({ code, isCounted, times }) => (
        <div class="demand">
          <CheckField
            {...field(`requires.${code}`)}
            value="yes"
            problem={undefined}
            checked={mine ? mine.typed[`requires.${code}`] !== undefined : times !== null}
            label={shown[code]}
          />
          {isCounted && (
            <TextField
              {...field(`times.${code}`, times ?? 1)}
              label={<Times of={shown[code]} />}
              inputmode="numeric"
              short
            />
          )}
        </div>
      ))}
      {unknown && (
        <p class="ds-validation-message" data-field="validation">
          {sentence(mine?.problems[unknown])}
        </p>
      )}
    </fieldset>
  )
}

const Times = ({ of }: { of: string }) => {
  const { stage } = useProgrammeWords()
  return (
    <>
      {stage.times}
      <span class="ds-sr-only">: {of}</span>
    </>
  )
}
