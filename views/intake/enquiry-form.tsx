import { PublicLayout } from "../layout.tsx"
import { CheckField, ErrorSummary, PostForm, TextArea, TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useProblems } from "../words.ts"
import type { EnquiryFormProps, FormTried } from "./props.ts"
import { useIntakeWords } from "./words.ts"

const FIELDS = ["company", "municipality", "need", "contact", "email", "phone"] as const
type FieldName = (typeof FIELDS)[number]

/** The public form: one page, no script, nobody signed in. */
export const EnquiryForm = ({ counties, elsewhere, tried }: EnquiryFormProps) => {
  const { lang } = useScreen()
  const { form: words } = useIntakeWords()
  const field = useField(tried)
  const wrong = FIELDS.flatMap((id) => {
    const { problem } = field(id)
    return problem ? [{ id, text: problem }] : []
  })
  const made = tried && !tried.problems.act ? { act: tried.typed.act } : {}
  return (
    <PublicLayout lang={lang} title={words.title} path="/enquiry">
      <ErrorSummary problems={wrong} />
      {tried && wrong.length === 0 && (
        <p class="ds-alert mt-5" data-color="warning" role="alert">
          {words.old}
        </p>
      )}
      <h1>{words.title}</h1>
      {!tried && <Lead />}
      <PostForm to={`/enquiry?lang=${lang}`} made={made} class="form">
        <div class="stack">
          <TextField
            {...field("company")}
            label={words.company}
            hint={words.companyHint}
            autocomplete="organization"
            either
          />
          <CheckField
            id="unregistered"
            name="unregistered"
            value="1"
            label={words.unregistered}
            checked={tried?.typed.unregistered === "1"}
          />
        </div>
        <Municipality counties={counties} elsewhere={elsewhere} {...field("municipality")} />
        <TextArea {...field("need")} label={words.need} hint={words.needHint} rows={4} />
        <TextField {...field("contact")} label={words.contact} autocomplete="name" />
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{words.reach}</legend>
          <p data-field="description">{words.reachHint}</p>
          <TextField {...field("email")} label={words.email} type="email" autocomplete="email" either />
          <TextField {...field("phone")} label={words.phone} type="tel" autocomplete="tel" either />
        </fieldset>
        <Trap value={tried?.typed.homepage} />
        <Privacy />
        <div>
          <button class="ds-button" type="submit">
            {words.send}
          </button>
        </div>
      </PostForm>
    </PublicLayout>
  )
}

/** What was typed in a field, and what is wrong with it in words for just that field. */
function useField(tried: FormTried | null) {
  const { problems } = useIntakeWords()
  const sentence = useProblems()
  return (name: FieldName) => {
    const problem = tried?.problems[name]
    const message = problem && (problems[name][problem] ?? sentence(problem))
    return { id: name, name, value: tried?.typed[name] ?? "", problem: message }
  }
}

const Lead = () => {
  const { form: words } = useIntakeWords()
  return (
    <>
      <p class="lead">{words.lead}</p>
      <p class="note mt-4 mb-4">
        <Icon name="Clock" />
        <span>{words.promise}</span>
      </p>
    </>
  )
}

type MunicipalityProps = Pick<EnquiryFormProps, "counties" | "elsewhere"> & {
  value: string
  problem: string | undefined
}

const Municipality = ({ counties, elsewhere, value, problem }: MunicipalityProps) => {
  const { form: words } = useIntakeWords()
  return (
    <div class="ds-field">
      <label class="ds-label" for="municipality">
        {words.municipality}
      </label>
      <p data-field="description" id="municipality-hint">
        {words.municipalityHint}
      </p>
      <select
        class="ds-input"
        id="municipality"
        name="municipality"
        aria-describedby={problem ? "municipality-hint municipality-problem" : "municipality-hint"}
        aria-invalid={problem ? "true" : undefined}
        aria-required="true"
      >
        <option value="">{words.choose}</option>
        {counties.map(({ name, municipalities }) => (
          <optgroup label={name}>
            {municipalities.map((option) => (
              <option value={option.value} selected={option.value === value}>
                {option.label}
              </option>
            ))}
          </optgroup>
        ))}
        <option value={elsewhere} selected={value === elsewhere}>
          {words.elsewhere}
        </option>
      </select>
      {problem && (
        <p class="ds-validation-message" data-field="validation" id="municipality-problem">
          {problem}
        </p>
      )}
    </div>
  )
}

/** People neither see nor reach it, and browsers do not fill it in: only a program does. */
const Trap = ({ value = "" }: { value: string | undefined }) => {
  const { form: words } = useIntakeWords()
  return (
    <div class="ds-sr-only" aria-hidden="true">
      <label for="homepage">{words.homepage}</label>
      <input id="homepage" name="homepage" value={value} tabindex={-1} autocomplete="off" />
    </div>
  )
}

const Privacy = () => {
  const { privacy: words } = useIntakeWords()
  return (
    <div class="note boxed">
      <Icon name="ShieldCheckmark" />
      <div>
        <h2 class="strong md">{words.title}</h2>
        <p class="mt-1">{words.short}</p>
        <details class="mt-2">
          <summary class="link">{words.more}</summary>
          <dl class="mt-2">
            {words.parts.map(([title, text]) => (
              <>
                <dt class="strong mt-2">{title}</dt>
                <dd>{text}</dd>
              </>
            ))}
          </dl>
        </details>
      </div>
    </div>
  )
}
