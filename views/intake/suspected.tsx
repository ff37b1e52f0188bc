import type { RefusalCode } from "#src/core/acts.ts"
import type { Sign } from "#src/core/spam.ts"
import { Empty } from "../parts/empty.tsx"
import { PostForm } from "../parts/form.tsx"
import { formatDate, formatOrgnr, formatPhone, shortDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { useIntakeWords } from "./words.ts"

export type SuspectedRow = {
  ref: string
  company: string
  orgnr: string | null
  place: string | null
  need: string
  contact: string
  email: string | null
  phone: string | null
  receivedOn: string
  /** The day on which it is erased. */
  goesOn: string
  signs: readonly Sign[]
}
export type SuspectedProps = {
  rows: readonly SuspectedRow[]
  isMore: boolean
  /** How many the hidden field has caught: nothing else is known of them. */
  trapped: number
  did: "released" | "deleted" | null
  refusal: RefusalCode | null
}

/** What looks like spam: one look, and what is none goes on as if it had come today. */
export const Suspected = ({ rows, isMore, trapped, did, refusal }: SuspectedProps) => {
  const { suspected: words, inbox } = useIntakeWords()
  const { refusals } = useDomainWords()
  return (
    <StaffPage title={words.title} room="inbox" said={did && words.did[did]}>
      <div class="narrow stack gap-4">
        <nav class="crumb" aria-label={inbox.title}>
          <a class="link" href="/inbox">
            {inbox.title}
          </a>
        </nav>
        <div>
          <h1 class="h1">{words.title}</h1>
          <p class="prose">{words.lead}</p>
          <p class="sm quiet">{words.trapped(trapped)}</p>
        </div>
        {refusal && (
          <p class="ds-alert" data-color="warning" role="alert">
            {refusals[refusal]}
          </p>
        )}
        {rows.length === 0 ? (
          <Empty {...words.empty} />
        ) : (
          <ol class="list">
            {rows.map((row) => (
              <Row {...row} />
            ))}
          </ol>
        )}
        {isMore && <p class="sm quiet">{words.more}</p>}
      </div>
    </StaffPage>
  )
}

const Row = ({ ref, company, orgnr, place, need, contact, email, phone, receivedOn, goesOn, signs }: SuspectedRow) => {
  const { lang, today } = useScreen()
  const { suspected: words, inbox } = useIntakeWords()
  const name = company || (orgnr ? formatOrgnr(orgnr) : inbox.unregistered)
  const who = [contact, email, phone && formatPhone(lang, phone), place]
  return (
    <li id={ref}>
      <div>
        <h2 class="h3">{name}</h2>
        <p class="sm quiet">{who.filter(Boolean).join(" · ")}</p>
        <p class="prose said">{need}</p>
        <p class="sm">
          <b>{words.why}</b> {signs.map((sign) => words.signs[sign]).join(" ")}
        </p>
        <p class="xs quiet">
          {inbox.came(shortDate(lang, receivedOn, today))} · {words.goes(formatDate(lang, goesOn))}
        </p>
        <div class="row mt-2">
          <PostForm to={`/inbox/suspected/${ref}/release`} made={{}} label={`${words.release}: ${name}`}>
            <button class="ds-button" data-variant="secondary" type="submit">
              {words.release}
            </button>
          </PostForm>
          <PostForm to={`/inbox/suspected/${ref}/deletion`} made={{}} label={`${words.delete}: ${name}`}>
            <button class="ds-button" data-variant="tertiary" data-color="danger" type="submit">
              {words.delete}
            </button>
          </PostForm>
        </div>
      </div>
    </li>
  )
}
