import { DateField, PostForm, TextArea, TextField } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { Contact } from "../people/contact.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import type { Contacted, HubsProps } from "./props.ts"
import { Stopped } from "./stopped.tsx"
import { useNetworkWords } from "./words.ts"

/** The hubs of the network with the days they opened and closed, its programme owners and its auditors. */
export const Hubs = (props: HubsProps) => {
  const { lang } = useScreen()
  const { hubs: words } = useNetworkWords()
  const { hubs, owners, auditors, mayEdit, did } = props
  return (
    <StaffPage title={words.title} room="network" said={did && words.did[did]}>
      <div class="narrow stack gap-4" id="hubs">
        <div>
          <h1 class="h1">{words.title}</h1>
          <p>
            {words.lead}{" "}
            <a class="link" href="/areas">
              {words.areas}
            </a>
          </p>
        </div>
        <table class="table stacked">
          <caption class="ds-sr-only">{words.table}</caption>
          <thead>
            <tr>
              <th scope="col">{words.hub}</th>
              <th scope="col">{words.letters}</th>
              <th scope="col">{words.opened}</th>
              <th scope="col">{words.closed}</th>
              <th scope="col" class="right">
                {words.people}
              </th>
            </tr>
          </thead>
          <tbody>
            {hubs.map(({ name, prefix, href, openedOn, closedOn, people }) => (
              <tr>
                <th scope="row">
                  <a class="link" href={href}>
                    {name}
                  </a>
                </th>
                <td data-label={words.letters}>{prefix}</td>
                <td data-label={words.opened} class="nowrap">
                  {formatDate(lang, openedOn)}
                </td>
                <td data-label={words.closed} class="nowrap">
                  {closedOn ? formatDate(lang, closedOn) : <span class="quiet">{words.open}</span>}
                </td>
                <td data-label={words.people} class="right num">
                  {people}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Holders id="owners" title={words.owners} people={owners} />
        <Holders id="auditors" title={words.auditors} people={auditors} />
        {mayEdit && <Opening {...props} />}
      </div>
    </StaffPage>
  )
}

const Holders = ({ id, title, people }: { id: string; title: string; people: readonly Contacted[] }) => {
  const { hubs: words } = useNetworkWords()
  return (
    <section aria-labelledby={id}>
      <h2 class="h2 mb-2" id={id}>
        {title}
      </h2>
      {people.length === 0 ? (
        <p class="quiet">{words.nobody}</p>
      ) : (
        <ul class="list">
          {people.map(({ name, email, phone }) => (
            <li>
              <div>
                <h3>{name}</h3>
                <p class="row sm quiet">
                  <Contact email={email} phone={phone} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Opening = ({ tried }: HubsProps) => {
  const { hubs: words, reason, reasonHint } = useNetworkWords()
  const problemOf = useProblems()
  const { typed = {}, problems = {} } = tried ?? {}
  const said = (field: string) => ({ id: field, name: field, value: typed[field], problem: problemOf(problems[field]) })
  return (
    <details class="prose" open={tried !== null}>
      <summary class="ds-button" data-variant="secondary">
        <Icon name="Plus" />
        {words.add}
      </summary>
      <Stopped tried={tried} />
      <PostForm to="/network/hubs" made={{}} class="form mt-2">
        <TextField {...said("name")} label={words.name} />
        <TextField {...said("shortName")} label={words.shortName} hint={words.shortNameHint} />
        <TextField {...said("prefix")} label={words.prefix} hint={words.prefixHint} short />
        <DateField {...said("openedOn")} label={words.openedOn} />
        <TextArea {...said("reason")} label={reason} hint={reasonHint} rows={2} />
        <div class="row">
          <button class="ds-button" type="submit">
            {words.addButton}
          </button>
        </div>
      </PostForm>
    </details>
  )
}
