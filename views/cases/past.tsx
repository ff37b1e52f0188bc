import type { Turn } from "#src/core/case.ts"
import type { Named } from "#src/db/schema.ts"
import type { FieldProblem } from "#src/http/errors.ts"
import { DateField } from "../parts/form.tsx"
import { formatDate, longDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { TurnPill } from "../parts/pill.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { useCaseWords } from "./words.ts"

/** How a case stood at the end of a day. */
export type StoodProps = {
  stage: Named
  since: string
  turn: Turn
  advisor: string | null
  endedOn: string | null
  ending: Named | null
}
export type PastProps = {
  ref: string
  company: string
  /** The day as it was typed. */
  on: string
  problem: FieldProblem | null
  stood: { known: StoodProps | null; recorded: StoodProps | null } | null
}

export const PastPage = ({ ref, company, on, problem, stood }: PastProps) => {
  const { lang } = useScreen()
  const { past } = useCaseWords()
  return (
    <StaffPage title={past.title(company)} room="board">
      <p class="crumb">
        <a class="link" href={`/cases/${ref}`}>
          {company}
        </a>
        <Icon name="ChevronRight" />
        <span>{ref}</span>
      </p>
      <h1 class="h1">{stood ? past.on(company, longDate(lang, on)) : past.title(company)}</h1>
      {stood && (
        <div class="sides">
          <Stood title={past.known} lead={past.knownLead} none={past.notOpened} stood={stood.known} />
          <Stood title={past.recorded} lead={past.recordedLead} none={past.notRecorded} stood={stood.recorded} />
        </div>
      )}
      <PastForm ref={ref} on={on} problem={problem} />
    </StaffPage>
  )
}

/** Asks how the case stood on a day. */
export const PastForm = ({ ref, on, problem }: { ref: string; on: string; problem?: FieldProblem | null }) => {
  const { past } = useCaseWords()
  const sentence = useProblems()
  return (
    <form class="past noprint" method="get" action={`/cases/${ref}/past`}>
      <DateField id="past-on" name="on" label={past.ask} value={on} problem={sentence(problem)} />
      <button class="ds-button" data-variant="secondary" type="submit">
        {past.show}
      </button>
    </form>
  )
}

type SideProps = { title: string; lead: string; none: string; stood: StoodProps | null }

const Stood = ({ title, lead, none, stood }: SideProps) => {
  const { lang } = useScreen()
  const { page, past } = useCaseWords()
  return (
    <section class="panel">
      <h2 class="h2">{title}</h2>
      <p class="sm quiet">{lead}</p>
      {stood ? (
        <dl class="facts">
          <dt>{past.state}</dt>
          <dd>
            {stood.endedOn ? page.closed(stood.ending?.[lang] ?? "", formatDate(lang, stood.endedOn)) : past.open}
          </dd>
          <dt>{page.stage}</dt>
          <dd>
            {stood.stage[lang]} <span class="quiet">{page.since(formatDate(lang, stood.since))}</span>
          </dd>
          <dt>{page.turn}</dt>
          <dd>
            <TurnPill turn={stood.turn} />
          </dd>
          <dt>{page.advisor}</dt>
          <dd>{stood.advisor ?? <span class="unknown">{page.noAdvisor}</span>}</dd>
        </dl>
      ) : (
        <p>{none}</p>
      )}
    </section>
  )
}
