import type { Answer, Unit } from "#src/registry/register.ts"
import { formatOrgnr } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useCompanyWords } from "./words.ts"

export type SitesProps = { id: string; name: string; sites: readonly Unit[]; came: Answer<unknown>["kind"] }

/** Where a company works, as the register has it right now: asked for, and not kept. */
export const SitesPage = ({ id, name, sites, came }: SitesProps) => {
  const { sites: words, lookup } = useCompanyWords()
  const { path } = useScreen()
  return (
    <StaffPage title={`${words.title}: ${name}`} room="network">
      <div class="narrow">
        <p class="crumb">
          <a class="link" href={`/companies/${id}`}>
            {name}
          </a>
        </p>
        <h1 class="h1 mb-2">{words.title}</h1>
        {came === "busy" || came === "away" ? (
          <p class="ds-alert" data-color="warning" role="status">
            {came === "busy" ? words.busy : words.away}{" "}
            <a class="link" href={path}>
              {words.again}
            </a>
          </p>
        ) : (
          <p class="quiet">{words.count(sites.length)}</p>
        )}
        <ul class="list">
          {sites.map((site) => (
            <li>
              <div>
                <h2>{site.name}</h2>
                <p class="d">
                  <span class="num">{formatOrgnr(site.orgnr)}</span>
                  <span>{[site.address, site.place].filter(Boolean).join(", ")}</span>
                  {site.employees && <span>{words.employees(site.employees.replace("-", "–"))}</span>}
                  {site.isBankrupt && <b>{lookup.bankrupt}</b>}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </StaffPage>
  )
}
