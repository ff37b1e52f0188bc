import type { Access } from "#src/core/case.ts"
import type { Named } from "#src/db/schema.ts"
import { FIELDS, Lookup, type LookupProps } from "../companies/lookup.tsx"
import { DateField, PostForm, SelectField, TextField } from "../parts/form.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import type { Option, Tried } from "./props.ts"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

export type NewCaseProps = {
  hubs: readonly Option[]
  tracks: readonly { code: string; name: Named }[]
  team: readonly Option[]
  municipalities: readonly Option[]
  accesses: readonly Access[]
  me: string
  /** What it is called, as far as one knows. */
  company: string
  /** What was looked up in the company register. */
  found: LookupProps | null
  tried: Tried | null
}

export const NewCase = ({ hubs, tracks, team, municipalities, accesses, me, company, found, tried }: NewCaseProps) => {
  const { lang } = useScreen()
  const { opening } = useCaseWords()
  const { access } = useDomainWords()
  const mine = useTried(tried, "new")
  const field = (name: string, fallback = "") => ({ id: `new-${name}`, ...mine(name, fallback) })
  const hub = { ...field("hub", hubs[0]?.value), label: opening.hub, options: hubs }
  const { name = company, orgnr = "", municipality, place } = found?.chosen ?? {}
  const isElsewhere = municipality && !municipalities.some(({ value }) => value === municipality)
  const places = isElsewhere
    ? [{ value: municipality, label: place ?? municipality }, ...municipalities]
    : municipalities
  const trackOptions = tracks.map(({ code, name }) => ({ value: code, label: name[lang] }))
  return (
    <StaffPage title={opening.title} room="board">
      <div class="narrow">
        <h1 class="h1">{opening.title}</h1>
        <p class="quiet">{opening.lead}</p>
        <section class="panel">
          <Lookup at="/cases/new" found={found} />
          <PostForm to="/cases" made={tried?.typed.act ? { act: tried.typed.act } : {}}>
            <div id={FIELDS} class="fields">
              <TextField {...field("company", name)} label={opening.company} />
              <TextField {...field("orgnr", orgnr)} label={opening.orgnr} hint={opening.orgnrHint} optional />
              <SelectField
                {...field("municipality", municipality ?? "")}
                label={opening.municipality}
                options={[{ value: "", label: opening.unknownPlace }, ...places]}
              />
            </div>
            <TextField {...field("need")} label={opening.need} hint={opening.needHint} />
            {hubs.length > 1 ? <SelectField {...hub} /> : <input type="hidden" name="hub" value={hub.value} />}
            <SelectField {...field("track", tracks[0]?.code)} label={opening.track} options={trackOptions} />
            <SelectField
              {...field("advisor", me)}
              label={opening.advisor}
              options={[{ value: "", label: opening.nobody }, ...team]}
            />
            <SelectField
              {...field("access", "hub")}
              label={opening.access}
              options={accesses.map((value) => ({ value, label: access[value] }))}
            />
            <TextField {...field("contact")} label={opening.contact} optional />
            <TextField {...field("email")} label={opening.email} optional />
            <TextField {...field("phone")} label={opening.phone} optional />
            <TextField {...field("nextStep")} label={opening.nextStep} optional />
            <DateField {...field("nextOn")} label={opening.nextOn} optional />
            <button class="ds-button" type="submit">
              {opening.save}
            </button>
          </PostForm>
        </section>
      </div>
    </StaffPage>
  )
}
