import type { Source } from "#src/core/enquiry.ts"
import type { Option, Tried } from "../cases/props.ts"
import { useTried } from "../cases/tried.ts"
import { CheckField, ErrorSummary, PickField, PostForm, SelectField, TextArea, TextField } from "../parts/form.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { useIntakeWords } from "./words.ts"

export type RegistrationProps = {
  hubs: readonly Option[]
  municipalities: readonly Option[]
  sources: readonly Exclude<Source, "form">[]
  tried: Tried | null
}

/** Someone is on the phone, or at the door: in the order in which they say it. */
export const Registration = ({ hubs, municipalities, sources, tried }: RegistrationProps) => {
  const { registration: words, enquiry } = useIntakeWords()
  const sentence = useProblems()
  const mine = useTried(tried, "new")
  const field = (name: string, fallback = "") => ({ id: `new-${name}`, ...mine(name, fallback) })
  const hub = { ...field("hub", hubs[0]?.value), label: words.hub, options: hubs }
  const labels: Record<string, string> = words.labels
  const wrong = Object.keys(labels).flatMap((name) => {
    const problem = tried?.problems[name]
    const text = name === "informed" && problem ? words.tellThem : sentence(problem)
    return text ? [{ id: `new-${name}`, text: `${labels[name]}: ${text}` }] : []
  })
  return (
    <StaffPage title={words.title} room="inbox">
      <div class="narrow">
        <h1 class="h1">{words.title}</h1>
        <p class="quiet">{words.lead}</p>
        <ErrorSummary problems={wrong} />
        <section class="panel">
          <PostForm to="/inbox" made={tried?.typed.act ? { act: tried.typed.act } : {}} class="form">
            <PickField
              kind="radio"
              {...field("source")}
              values={[tried?.typed.source ?? "phone"]}
              label={words.labels.source}
              options={sources.map((value) => ({ value, label: words.sources[value] }))}
            />
            <TextField {...field("contact")} label={words.labels.contact} autocomplete="off" focus={!tried} />
            <TextField {...field("phone")} label={words.labels.phone} type="tel" hint={words.phoneHint} either />
            <TextField {...field("email")} label={words.labels.email} type="email" either />
            <TextArea {...field("need")} label={words.labels.need} rows={4} />
            <TextField {...field("company")} label={words.labels.company} hint={words.companyHint} optional />
            <SelectField
              {...field("municipality")}
              label={words.labels.municipality}
              options={[{ value: "", label: enquiry.unknown }, ...municipalities]}
            />
            {hubs.length > 1 ? <SelectField {...hub} /> : <input type="hidden" name="hub" value={hub.value} />}
            <SelectField
              {...field("language", "nb")}
              label={words.labels.language}
              options={(["nb", "nn", "en"] as const).map((value) => ({ value, label: enquiry.languages[value] }))}
            />
            <CheckField
              {...field("informed")}
              problem={tried?.problems.informed && words.tellThem}
              label={words.informed}
              hint={words.informedHint}
              checked={tried?.typed.informed === "yes"}
            />
            <div class="row">
              <button class="ds-button" type="submit" name="next" value="wait">
                {words.save}
              </button>
              <button class="ds-button" data-variant="secondary" type="submit" name="next" value="accept">
                {words.saveAndAccept}
              </button>
            </div>
          </PostForm>
        </section>
      </div>
    </StaffPage>
  )
}
