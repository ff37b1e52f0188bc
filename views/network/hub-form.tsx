import type { Extra, ExtraUse } from "#src/core/hub.ts"
import type { Language } from "#src/core/person.ts"
import type { Tried } from "#src/http/tried.ts"
import { DateField, PostForm, SelectField, TextField } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { Stopped } from "./stopped.tsx"
import { useNetworkWords } from "./words.ts"

export type Qr = { size: number; path: string }
export type HubFormProps = {
  id: string
  name: string
  shortName: string
  addresses: readonly { lang: Language; href: string }[]
  fullUntil: string | null
  extras: readonly Extra[]
  uses: readonly ExtraUse[]
  /** For who may change it. */
  made: { basedOn: number } | null
  did: "filled" | "changed" | null
  tried: Tried | null
}
export type PosterProps = { id: string; name: string; lang: Language; address: string; qr: Qr }

/** A hub's own form: where it is, what it asks besides, and whether the hub takes new enquiries. */
export const HubFormView = (props: HubFormProps) => {
  const { lang } = useScreen()
  const { hubs, hubForm: words } = useNetworkWords()
  const { id, name, addresses, fullUntil, made, did, tried } = props
  return (
    <StaffPage title={words.title} room="network" said={did && words.did[did]}>
      <div class="narrow stack gap-4">
        <nav class="crumb" aria-label={hubs.title}>
          <a class="link" href="/network/hubs">
            {hubs.title}
          </a>
          <Icon name="ChevronRight" />
          <a class="link" href={`/network/hubs/${id}`}>
            {name}
          </a>
          <Icon name="ChevronRight" />
          <span>{words.title}</span>
        </nav>
        <h1 class="h1">{words.title}</h1>
        <Stopped tried={tried} />
        <section aria-labelledby="addresses">
          <h2 class="h2 mb-2" id="addresses">
            {words.addresses}
          </h2>
          <p class="prose mb-2">{words.addressesLead}</p>
          <dl class="facts">
            {addresses.map(({ lang: in_, href }) => (
              <>
                <dt>{words.languages[in_]}</dt>
                <dd class="row">
                  <a class="link tall" href={href}>
                    {href.replace(/^https?:\/\//, "")}
                  </a>
                  <a class="link sm" href={`/network/hubs/${id}/poster?in=${in_}`}>
                    {words.poster}
                  </a>
                </dd>
              </>
            ))}
          </dl>
        </section>
        <section aria-labelledby="capacity">
          <h2 class="h2 mb-2" id="capacity">
            {words.capacity}
          </h2>
          <p class="prose mb-2">{fullUntil ? words.fullUntil(formatDate(lang, fullUntil)) : words.open}</p>
          {made && <Capacity {...props} />}
        </section>
        <section aria-labelledby="extras">
          <h2 class="h2 mb-2" id="extras">
            {words.extras}
          </h2>
          <p class="prose mb-2">{words.extrasLead}</p>
          {made ? <Extras {...props} /> : <Asked {...props} />}
        </section>
      </div>
    </StaffPage>
  )
}

const Capacity = ({ id, fullUntil, tried }: HubFormProps) => {
  const { hubForm: words } = useNetworkWords()
  const problemOf = useProblems()
  const value = tried?.typed.until ?? fullUntil ?? ""
  return (
    <PostForm to={`/network/hubs/${id}/capacity`} made={{}} class="form">
      <DateField
        id="until"
        name="until"
        label={words.until}
        hint={words.untilHint}
        value={value}
        problem={problemOf(tried?.problems.until)}
        optional
      />
      <div>
        <button class="ds-button" data-variant="secondary" type="submit">
          {words.saveCapacity}
        </button>
      </div>
    </PostForm>
  )
}

const Extras = ({ id, extras, uses, tried }: HubFormProps) => {
  const { hubForm: words } = useNetworkWords()
  const problemOf = useProblems()
  const said = (name: string, before: string) => ({
    id: name.replace(".", "-"),
    name,
    value: tried?.typed[name] ?? before,
    problem: problemOf(tried?.problems[name]),
  })
  return (
    <PostForm to={`/network/hubs/${id}/form`} made={{}} class="form">
      {extras.map(({ id: place, use, label }, n) => (
        <fieldset class="ds-fieldset">
          <legend class="ds-label">{words.question(n + 1)}</legend>
          {(["nb", "nn", "en"] as const).map((in_) => (
            <TextField {...said(`${in_}.${place}`, label[in_])} label={words.languages[in_]} optional />
          ))}
          <SelectField
            {...said(`use.${place}`, use)}
            label={words.use}
            options={uses.map((value) => ({ value, label: words.uses[value] }))}
          />
        </fieldset>
      ))}
      <div>
        <button class="ds-button" data-variant="secondary" type="submit">
          {words.saveExtras}
        </button>
      </div>
    </PostForm>
  )
}

const Asked = ({ extras }: HubFormProps) => {
  const { lang } = useScreen()
  const { hubForm: words } = useNetworkWords()
  const asked = extras.filter(({ use }) => use !== "hidden")
  if (asked.length === 0) return <p class="quiet">{words.none}</p>
  return (
    <ul>
      {asked.map(({ label, use }) => (
        <li>
          {label[lang]} ({words.uses[use]})
        </li>
      ))}
    </ul>
  )
}

/** One sheet for a wall: what a hub does, and the way to its form. */
export const Poster = ({ id, name, lang: in_, address, qr }: PosterProps) => {
  const { hubForm: words } = useNetworkWords()
  const poster = words.posters[in_]
  return (
    <StaffPage title={words.posterTitle} room="network">
      <p class="noprint mb-3">
        <a class="link" href={`/network/hubs/${id}/form`}>
          {words.back}
        </a>{" "}
        <span class="quiet">{words.print}</span>
      </p>
      <article class="poster" lang={in_}>
        <h1>{poster.title}</h1>
        <p>{poster.lead}</p>
        <svg viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={address} shape-rendering="crispEdges">
          <rect width={qr.size} height={qr.size} fill="white" />
          <path d={qr.path} fill="black" />
        </svg>
        <p class="num">
          <b>{address.replace(/^https?:\/\//, "")}</b>
        </p>
        <p>{name}</p>
      </article>
    </StaffPage>
  )
}
