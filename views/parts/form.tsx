import type { Child } from "hono/jsx"
import type { IconName } from "#views/assets/icons.ts"
import { Icon } from "./icon.tsx"
import { usePartWords } from "./words.ts"

/** How far the log had come when the form was made, and the act's own id: that of the form that was refused, or a new one. */
export type Made = { act?: string | undefined; basedOn?: number | undefined }
export type PostFormProps = {
  to: string
  made: Made
  /** A selector. With it htmx takes the form over; without scripts it is the same post. */
  target?: string | undefined
  swap?: "outerHTML" | "innerHTML" | "outerMorph" | "innerMorph" | undefined
  /** The board's query, so that the answer is the board as it was looked at. */
  view?: string | undefined
  id?: string | undefined
  class?: string | undefined
  label?: string | undefined
  /** Says that this is the form that a dragged card posts: its `to` comes from the column. */
  move?: boolean | undefined
  /** With scripts it posts itself as soon as it stands there. */
  auto?: boolean | undefined
  children?: Child
}

/** Validation is the server's alone, so that its messages are the same with and without scripts. */
export const PostForm = ({
  to,
  made,
  target,
  swap,
  view,
  id,
  class: look,
  label,
  move,
  auto,
  children,
}: PostFormProps) => (
  <form
    method="post"
    action={to}
    novalidate
    id={id}
    class={look}
    aria-label={label}
    data-move={move || undefined}
    {...(target && { "hx-post": to, "hx-target": target, "hx-swap": swap ?? "outerHTML", "hx-sync": "drop" })}
    {...(auto && { "hx-trigger": "load, submit" })}
  >
    <input type="hidden" name="act" value={made.act ?? crypto.randomUUID()} />
    {made.basedOn !== undefined && <input type="hidden" name="basedOn" value={String(made.basedOn)} />}
    {view !== undefined && <input type="hidden" name="view" value={view} />}
    {children}
  </form>
)

export type FieldProps = {
  /** Unique on the page; the hint and the message are `ID-hint` and `ID-problem`. */
  id: string
  name: string
  label: Child
  hint?: Child
  /** What is wrong, as a sentence that says what to do. */
  problem?: string | null | undefined
  optional?: boolean | undefined
  /** Needed only if another field is empty: a hint beside them says so. */
  either?: boolean | undefined
  /** The one that was pointed at: it is where one begins to type. */
  focus?: boolean | undefined
}

type TextProps = FieldProps & {
  value?: string | undefined
  type?: "text" | "email" | "tel" | "search"
  autocomplete?: string | undefined
  inputmode?: "numeric" | "tel" | "email" | undefined
  maxlength?: number | undefined
  /** For what is a few signs long: a number, a date. */
  short?: boolean
  /** Asks while one types, and forgets what it had asked before. */
  live?: { get: string; target: string }
}

export const TextField = ({
  value = "",
  type = "text",
  autocomplete,
  inputmode,
  maxlength,
  short,
  live,
  ...field
}: TextProps) => (
  <Field {...field}>
    <input
      {...control(field)}
      class={short ? "ds-input short" : "ds-input"}
      type={type}
      value={value}
      autocomplete={autocomplete}
      inputmode={inputmode}
      maxlength={maxlength}
      {...(live && {
        "hx-get": live.get,
        "hx-target": live.target,
        "hx-swap": "innerHTML",
        "hx-trigger": "input changed delay:300ms",
        "hx-sync": "replace",
      })}
    />
  </Field>
)

export const DateField = ({ value = "", ...field }: FieldProps & { value?: string | undefined }) => (
  <Field {...field}>
    <input {...control(field)} class="ds-input short" type="date" value={value} />
  </Field>
)

type AreaProps = FieldProps & { value?: string | undefined; rows?: number; maxlength?: number | undefined }

export const TextArea = ({ value = "", rows = 3, maxlength, ...field }: AreaProps) => (
  <Field {...field}>
    <textarea {...control(field)} class="ds-input" rows={rows} maxlength={maxlength}>
      {value}
    </textarea>
  </Field>
)

export type Option = { value: string; label: string }
type SelectProps = FieldProps & {
  options: readonly Option[]
  value?: string | undefined
  /** What stands there before anything is chosen. */
  blank?: string | undefined
  autocomplete?: string | undefined
}

export const SelectField = ({ options, value = "", blank, autocomplete, ...field }: SelectProps) => (
  <Field {...field}>
    <select {...control(field)} class="ds-input" autocomplete={autocomplete}>
      {blank !== undefined && (
        <option value="" selected={value === ""}>
          {blank}
        </option>
      )}
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  </Field>
)

type CheckProps = FieldProps & { value?: string; checked?: boolean | undefined }

/** One box to tick. It says itself what it means, so it is never marked as optional. */
export const CheckField = ({ value = "yes", checked, label, ...field }: CheckProps) => (
  <div class="ds-field">
    <input
      {...control({ ...field, optional: true })}
      class="ds-input"
      type="checkbox"
      value={value}
      checked={checked}
    />
    <label for={field.id}>{label}</label>
    <Hint {...field} />
    <Message {...field} />
  </div>
)

type PickProps = FieldProps & {
  kind: "radio" | "checkbox"
  options: readonly (Option & { icon?: IconName })[]
  /** Those that are chosen. */
  values?: readonly string[]
}

/** One or several of a few, all in sight. */
export const PickField = ({ kind, options, values = [], label, optional, focus, ...field }: PickProps) => (
  <fieldset class="ds-fieldset" id={field.id} tabindex={-1} aria-describedby={described(field)}>
    <legend class="ds-label">
      {label}
      {optional && <Optional />}
    </legend>
    <Hint {...field} />
    <div class="pick">
      {options.map(({ value, label: words, icon }) => (
        <label>
          <input
            type={kind}
            name={field.name}
            value={value}
            checked={values.includes(value)}
            aria-invalid={field.problem ? "true" : undefined}
            autofocus={(focus && values.includes(value)) || undefined}
          />
          <Icon name="Checkmark" class="tick" />
          {icon && <Icon name={icon} class="kind" />}
          {words}
        </label>
      ))}
    </div>
    <Message {...field} />
  </fieldset>
)

/** What is wrong with a whole form, each with the way to its field. It takes the focus, with and without scripts. */
export const ErrorSummary = ({ problems }: { problems: readonly { id: string; text: string }[] }) => {
  const { toFix } = usePartWords()
  if (problems.length === 0) return null
  return (
    <div class="ds-error-summary" role="alert" tabindex={-1} autofocus>
      <h2>{toFix(problems.length)}</h2>
      <ul>
        {problems.map(({ id, text }) => (
          <li>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

const Field = ({ label, optional, children, ...field }: FieldProps & { children: Child }) => (
  <div class="ds-field">
    <label class="ds-label" for={field.id}>
      {label}
      {optional && <Optional />}
    </label>
    <Hint {...field} />
    {children}
    <Message {...field} />
  </div>
)

const Optional = () => <span class="optional"> ({usePartWords().optional})</span>

type Told = Pick<FieldProps, "id" | "hint" | "problem">

const Hint = ({ id, hint }: Told) =>
  hint ? (
    <p data-field="description" id={`${id}-hint`}>
      {hint}
    </p>
  ) : null

const Message = ({ id, problem }: Told) =>
  problem ? (
    <p class="ds-validation-message" data-field="validation" id={`${id}-problem`}>
      {problem}
    </p>
  ) : null

const control = ({ id, name, optional, either, focus, ...told }: Omit<FieldProps, "label">) => ({
  id,
  name,
  "aria-describedby": described({ id, ...told }),
  "aria-invalid": told.problem ? "true" : undefined,
  "aria-required": optional || either ? undefined : "true",
  autofocus: focus || undefined,
})

const described = ({ id, hint, problem }: Told) =>
  [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined
