import assets from "#assets"
import { PublicLayout } from "../layout.tsx"
import { CheckField, ErrorSummary, PostForm, TextArea, TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useProblems } from "../words.ts"
import { CompanyHits } from "./company-hits.tsx"
import type { EnquiryFormProps, FormTried } from "./props.ts"
import { useIntakeWords } from "./words.ts"

const FIELDS = ["company", "municipality", "need", "contact", "email", "phone"] as const
type FieldName = (typeof FIELDS)[number]

/** The public form: one page, nobody signed in, and as good without a script. */
export const EnquiryForm = (props: EnquiryFormProps) => {
  const { counties, elsewhere, host, extras, token, notice, tried } = props
  const { lang, path } = useScreen()
  const { form: words } = useIntakeWords()
  const field = useField(tried)
  const extra = useExtra(tried)
  const wrong = [...FIELDS.map(field), ...extras.map(extra)].flatMap(({ id, problem }) =>
    problem ? [{ id, text: problem }] : [],
  )
  const sentence = useProblems()
  const told = tried?.problems.token ?? (tried?.problems.act && "old_form")
  const made = tried && !tried.problems.act ? { act: tried.typed.act } : {}
  const { prove = null } = tried ?? {}
  const proving = prove ? [PROVER] : []
  return (
    <PublicLayout
      lang={lang}
      title={words.title}
      path={path}
      carries={{ form: "enquiry", to: "/enquiry/draft" }}
      scripts={[assets["public.js"], ...proving]}
    >
      <ErrorSummary problems={wrong} />
      {told && wrong.length === 0 && (
        <p class="ds-alert mt-5" data-color="warning" role="alert" tabindex={-1} autofocus>
          {sentence(told)}
        </p>
      )}
      <h1>{words.title}</h1>
      {wrong.length === 0 && !told && <Lead host={host?.name ?? null} />}
      <PostForm to={`/enquiry?lang=${lang}`} made={made} id="enquiry" class="form">
        <Company {...field("company")} tried={tried} />
        <Municipality counties={counties} elsewhere={elsewhere} {...field("municipality")} />
        <TextArea {...field("need")} label={words.need} hint={words.needHint} rows={4} />
        {extras.map((one) => (
          <TextField {...extra(one)} label={one.label[lang] || one.label.nb} optional={!one.isRequired} />
        ))}
        <TextField {...field("contact")} label={words.contact} autocomplete="name" />
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{words.reach}</legend>
          <p data-field="description">{words.reachHint}</p>
          <TextField {...field("email")} label={words.email} type="email" autocomplete="email" either />
          <TextField {...field("phone")} label={words.phone} type="tel" autocomplete="tel" either />
        </fieldset>
        <Trap value={tried?.typed.homepage} />
        <input type="hidden" name="token" value={token} data-fresh />
        <input type="hidden" name="notice" value={notice} data-fresh />
        {host && <input type="hidden" name="via" value={host.id} data-fresh />}
        {tried?.problems.company === "gone_company" && <input type="hidden" name="gone" value="1" data-fresh />}
        {prove && (
          <>
            <input type="hidden" name="proved" value="1" data-fresh />
            <div class="cf-turnstile" data-sitekey={prove} data-language={lang === "en" ? "en" : "nb"} />
          </>
        )}
        <Privacy notice={notice} />
        <div>
          <button class="ds-button" type="submit">
            {words.send}
          </button>
          <Draft />
        </div>
      </PostForm>
    </PublicLayout>
  )
}

const PROVER = "https://challenges.cloudflare.com/turnstile/v0/api.js"

/** Shown where there are scripts: what is typed stays in this browser until it is sent, or forgotten. */
const Draft = () => {
  const { form: words } = useIntakeWords()
  return (
    <p class="sm quiet mt-2" id="draft" data-offline={words.offline} hidden>
      <span>{words.draft}</span>{" "}
      <button class="link" type="button" id="forget" data-forgotten={words.forgotten}>
        {words.forget}
      </button>
    </p>
  )
}

type CompanyProps = { id: string; name: string; value: string; problem: string | undefined; tried: FormTried | null }

/** One field for the number or the name; what the register finds stands under it, and nobody has to choose. */
const Company = ({ tried, ...field }: CompanyProps) => {
  const { form: words } = useIntakeWords()
  const { typed = {}, found } = tried ?? {}
  const chosen = typed.orgnr || (found?.hits.length === 1 ? found.hits[0]?.orgnr : undefined)
  return (
    <div class="stack">
      <div class="finds">
        <TextField {...field} label={words.company} hint={words.companyHint} autocomplete="organization" either />
        <button
          class="ds-button"
          data-variant="secondary"
          type="submit"
          formaction="/enquiry/draft"
          name="find"
          value="1"
          id="find"
        >
          {words.find}
        </button>
      </div>
      <div id="hits" aria-live="polite">
        {found && <CompanyHits {...found} chosen={chosen} />}
        {!found && typed.orgnr && <input type="hidden" name="orgnr" value={typed.orgnr} />}
      </div>
      <CheckField
        id="unregistered"
        name="unregistered"
        value="1"
        label={words.unregistered}
        checked={typed.unregistered === "1"}
      />
    </div>
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

/** The same of what a hub asks besides. */
function useExtra(tried: FormTried | null) {
  const sentence = useProblems()
  return ({ name }: { name: string }) => ({
    id: name.replace(".", "-"),
    name,
    value: tried?.typed[name] ?? "",
    problem: sentence(tried?.problems[name]),
  })
}

const Lead = ({ host }: { host: string | null }) => {
  const { form: words } = useIntakeWords()
  return (
    <>
      <p class="lead">{words.lead}</p>
      {host && <p class="mt-2">{words.host(host)}</p>}
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

const Privacy = ({ notice }: Pick<EnquiryFormProps, "notice">) => {
  const { notices } = useIntakeWords()
  const words = notices[notice]
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
