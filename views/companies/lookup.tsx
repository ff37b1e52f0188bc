import type { Came } from "#src/registry/lookup.ts"
import type { Unit } from "#src/registry/register.ts"
import { TextField } from "../parts/form.tsx"
import { formatOrgnr } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useCompanyWords } from "./words.ts"

export type Hit = Unit & { isOurs: boolean }
export type LookupProps = {
  /** The page it is for. */
  at: string
  text: string
  hits: readonly Hit[]
  came: Came
  /** The one that was chosen, to fill in. */
  chosen: Hit | null
}

/** What choosing a company fills in: with scripts only this is changed, and what else was typed stays. */
export const FIELDS = "company-fields"

/** Finds a company by its number or name: while one types, or with the button. Answers nothing that was not asked. */
export const Lookup = ({ at, found }: { at: string; found: LookupProps | null }) => {
  const { lookup: words } = useCompanyWords()
  return (
    <search class="lookup noprint">
      <form method="get" action={at}>
        <TextField
          id="lookup-text"
          name="text"
          label={words.label}
          hint={words.hint}
          value={found?.text ?? ""}
          type="search"
          autocomplete="off"
          maxlength={180}
          either
          live={{ get: `/companies/register?${new URLSearchParams({ at })}`, target: "#hits" }}
        />
        <button class="ds-button" data-variant="secondary" type="submit">
          <Icon name="MagnifyingGlass" />
          {words.find}
        </button>
      </form>
      <div id="hits" aria-live="polite">
        {found && <Hits {...found} />}
      </div>
    </search>
  )
}

export const Hits = ({ at, hits, came, chosen }: LookupProps) => {
  const { lookup: words } = useCompanyWords()
  const alarm = chosen && (chosen.isBankrupt ? words.bankrupt : chosen.isWindingUp ? words.windingUp : null)
  if (chosen)
    return (
      <p class="sm mt-2">
        {words.filled(chosen.name)} {alarm && <b>{alarm}</b>} {chosen.isOurs && words.ours}
      </p>
    )
  if (hits.length === 0) return came === "found" ? null : <p class="sm mt-2">{words.came[came]}</p>
  return (
    <>
      <p class="sm mt-2">{words.hits(hits.length)}</p>
      <ul class="list mt-2">
        {hits.map((hit) => (
          <li>
            <div>
              <b>{hit.name}</b>
              <p class="d">
                <span class="num">{formatOrgnr(hit.orgnr)}</span>
                <span>{[hit.form, hit.place].filter(Boolean).join(", ")}</span>
                {hit.parent && <span>{words.site(formatOrgnr(hit.parent))}</span>}
                {hit.isBankrupt && <b>{words.bankrupt}</b>}
                {hit.isWindingUp && <b>{words.windingUp}</b>}
                {hit.isOurs && <b>{words.ours}</b>}
              </p>
            </div>
            <a class="link sm" {...choosing(at, hit.orgnr)}>
              {words.choose}
              <span class="ds-sr-only"> {hit.name}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The hits alone: for htmx, and for whoever follows its address. */
export const LookupPage = (found: LookupProps) => {
  const { lookup: words } = useCompanyWords()
  return (
    <StaffPage title={words.title} room="board">
      <h1 class="h1">{words.title}</h1>
      <Lookup at={found.at} found={found} />
    </StaffPage>
  )
}

function choosing(at: string, orgnr: string) {
  const href = `${at}?${new URLSearchParams({ orgnr })}`
  const place = `#${FIELDS}`
  return {
    href,
    "hx-get": href,
    "hx-select": place,
    "hx-target": place,
    "hx-swap": "outerHTML",
    "hx-select-oob": "#hits",
  }
}
