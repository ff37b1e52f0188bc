import type { Came, Looked } from "#src/registry/lookup.ts"
import { formatOrgnr } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useIntakeWords } from "./words.ts"

/** What the register has of what was typed: one of them, or none; and nothing of whether we know it. */
export const CompanyHits = ({ hits, came, chosen = "" }: Looked & { chosen?: string | undefined }) => {
  const { hits: words } = useIntakeWords()
  if (hits.length === 0) {
    const told: string | null = words.came[came]
    return told ? <p class="sm">{told}</p> : null
  }
  return (
    <fieldset class="ds-fieldset hits">
      <legend class="ds-label">{words.legend}</legend>
      {hits.map((hit) => (
        <div class="ds-field">
          <input
            class="ds-input"
            type="radio"
            id={`hit-${hit.orgnr}`}
            name="orgnr"
            value={hit.orgnr}
            checked={hit.orgnr === chosen}
            data-name={hit.name}
            data-municipality={hit.municipality ?? ""}
          />
          <label for={`hit-${hit.orgnr}`}>
            <b>{hit.name}</b>
            <span class="sm quiet">
              {[hit.form, hit.place ?? words.abroad, formatOrgnr(hit.orgnr)].join(", ")}
              {(hit.isBankrupt || hit.isWindingUp) && (
                <span class="told">
                  <Icon name="ExclamationmarkTriangle" /> {hit.isBankrupt ? words.bankrupt : words.windingUp}
                </span>
              )}
            </span>
          </label>
        </div>
      ))}
      <div class="ds-field">
        <input class="ds-input" type="radio" id="hit-none" name="orgnr" value="" checked={chosen === "none"} />
        <label for="hit-none">{words.none}</label>
      </div>
    </fieldset>
  )
}

export type HitWords = {
  legend: string
  none: string
  abroad: string
  bankrupt: string
  windingUp: string
  came: Record<Came, string | null>
}
