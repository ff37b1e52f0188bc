import { DateField, PostForm, SelectField, TextArea } from "../parts/form.tsx"
import { eitherOf, formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { usePartWords } from "../parts/words.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { Log } from "./log.tsx"
import type { AreaForm, AreaProps } from "./props.ts"
import { Stopped } from "./stopped.tsx"
import { useNetworkWords } from "./words.ts"

/** A municipality: whose it is, whose it was, and for who may the ways to change it. */
export const AreaView = (props: AreaProps) => {
  const { lang } = useScreen()
  const { areas, area } = useNetworkWords()
  const { either } = usePartWords()
  const { code, name, county, validTo, now, hub, isCandidate, covers, log, edit, did, tried, clash } = props
  return (
    <StaffPage title={name} room="network" said={did && area.did[did]}>
      <div class="narrow stack gap-4" id="area">
        <nav class="crumb" aria-label={areas.title}>
          <a class="link" href="/areas">
            {areas.title}
          </a>
          <Icon name="ChevronRight" />
          <span>{name}</span>
        </nav>
        <div>
          <h1 class="h1 mb-2">{name}</h1>
          <dl class="facts">
            <dt>{area.number}</dt>
            <dd class="num">{code}</dd>
            <dt>{area.county}</dt>
            <dd>{county}</dd>
            <dt>{area.now}</dt>
            <dd id="now">
              {validTo ? (
                <>
                  {area.ended(formatDate(lang, validTo))}
                  {now.length > 0 && <>. {area.became(eitherOf(now, either))}</>}
                </>
              ) : hub ? (
                <a class="link" href={hub.href}>
                  {area.hub(hub.name, formatDate(lang, hub.since))}
                </a>
              ) : isCandidate ? (
                area.candidate
              ) : (
                area.outside
              )}
            </dd>
          </dl>
        </div>
        {edit && (
          <section class="panel prose" aria-labelledby="change">
            <h2 class="h2 mb-3" id="change">
              {area.change}
            </h2>
            <Stopped tried={tried} />
            {clash && <p class="mb-2">{area.clash(clash.hub, ...spanOf(lang, clash))}</p>}
            <div class="stack gap-3">
              {edit.forms.map((form) => (
                <Edit {...props} edit={edit} form={form} />
              ))}
            </div>
          </section>
        )}
        <section aria-labelledby="covers">
          <h2 class="h2 mb-2" id="covers">
            {area.history}
          </h2>
          {covers.length === 0 ? (
            <p class="quiet">{area.noCovers}</p>
          ) : (
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{area.who}</th>
                  <th scope="col">{area.from}</th>
                  <th scope="col">{area.to}</th>
                </tr>
              </thead>
              <tbody>
                {covers.map((cover) => (
                  <tr>
                    <th scope="row">{cover.hub ?? area.candidateCell}</th>
                    <td class="nowrap">{formatDate(lang, cover.from)}</td>
                    <td class="nowrap">{cover.to ? formatDate(lang, cover.to) : area.open}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
        <Log
          title={area.log}
          note={area.began}
          entries={log.map(({ event, hub: about, ...entry }) => ({
            ...entry,
            deed: area.deeds[event.type](formatDate(lang, dayOf(event)), about ?? ""),
          }))}
        />
      </div>
    </StaffPage>
  )
}

type EditProps = AreaProps & { edit: NonNullable<AreaProps["edit"]>; form: AreaForm }
const Edit = ({ code, isCandidate, edit, form, tried }: EditProps) => {
  const { area, reason, reasonHint } = useNetworkWords()
  const problemOf = useProblems()
  const mine = tried?.form === form ? tried : null
  const said = (field: string) => ({
    id: `${form}-${field}`,
    name: field,
    value: mine?.typed[field],
    problem: problemOf(mine?.problems[field]),
  })
  const name =
    form === "giving" && isCandidate
      ? area.confirm
      : form === "withdrawal" && edit.holder
        ? area.withdrawalOf(edit.holder)
        : area.forms[form]
  return (
    <details name="edit" open={mine !== null}>
      <summary class="ds-button" data-variant="secondary">
        {name}
      </summary>
      <PostForm to={`/areas/${code}/${form}`} made={{ basedOn: edit.basedOn }} class="form mt-2" label={name}>
        {form === "giving" && (
          <SelectField {...said("hub")} label={area.whichHub} blank={area.choose} options={edit.hubs} />
        )}
        {form === "withdrawal" ? (
          <DateField {...said("last")} label={area.lastField} />
        ) : (
          <DateField {...said("from")} label={area.fromField} />
        )}
        <TextArea {...said("reason")} label={reason} hint={reasonHint} rows={2} />
        <div class="row">
          <button class="ds-button" type="submit">
            {area.look}
          </button>
        </div>
      </PostForm>
    </details>
  )
}

type Lang = ReturnType<typeof useScreen>["lang"]

const spanOf = (lang: Lang, { from, to }: { from: string; to: string | null }) =>
  [formatDate(lang, from), to && formatDate(lang, to)] as const

function dayOf(event: AreaProps["log"][number]["event"]): string {
  if (event.type === "withdrawn") return event.last
  return event.type === "became" ? event.on : (event.from ?? "")
}
