import { useTried } from "../cases/tried.ts"
import { PostForm, TextField } from "../parts/form.tsx"
import { formatOrgnr } from "../parts/format.ts"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import type { MergerProps, SideProps } from "./props.ts"
import { useCompanyWords } from "./words.ts"

/** Two companies that are one: which is kept, and what moves to it. */
export const MergerPage = ({ id, kept, asked, isUnknown, merged, plan, refusal, tried }: MergerProps) => {
  const { merger: words, facts: factWords } = useCompanyWords()
  const { refusals } = useDomainWords()
  const wrong = tried?.refusal ?? refusal
  return (
    <StaffPage title={words.title} room="network">
      <div class="narrow stack gap-4">
        <div>
          <p class="crumb">
            <a class="link" href={`/companies/${id}`}>
              {kept.name}
            </a>
          </p>
          <h1 class="h1">{words.title}</h1>
          <p>{words.lead}</p>
        </div>
        {wrong && (
          <p class="ds-alert" data-color="danger" role="alert">
            {refusals[wrong]}
          </p>
        )}
        {isUnknown && (
          <p class="ds-alert" data-color="warning" role="alert">
            {words.unknown}
          </p>
        )}
        {merged && plan && (
          <>
            <table class="table">
              <caption class="ds-sr-only">{words.title}</caption>
              <thead>
                <tr>
                  <td />
                  <th scope="col">{words.kept}</th>
                  <th scope="col">{words.merged}</th>
                </tr>
              </thead>
              <tbody>
                <Row label={words.name} of={[kept, merged]} say={(side) => side.name} />
                <Row
                  label={words.orgnr}
                  of={[kept, merged]}
                  say={({ orgnr }) => (orgnr ? formatOrgnr(orgnr) : words.none)}
                />
                <Row label={words.place} of={[kept, merged]} say={(side) => side.place ?? words.none} />
                <Row label={words.cases} of={[kept, merged]} say={(side) => side.cases} />
                <Row label={words.contacts} of={[kept, merged]} say={(side) => side.contacts} />
                <Row label={words.helpers} of={[kept, merged]} say={(side) => side.helpers} />
              </tbody>
            </table>
            {!refusal && (
              <section class="panel" id="plan" aria-labelledby="plan-name">
                <h2 class="h2" id="plan-name">
                  {words.plan(kept.name)}
                </h2>
                <ul class="stack sm">
                  <li>{words.moves(merged.cases, merged.contacts, merged.helpers)}</li>
                  {plan.takesNumber && merged.orgnr && <li>{words.number(formatOrgnr(merged.orgnr))}</li>}
                  {plan.facts.length > 0 && (
                    <li>
                      {words.facts(
                        [...new Set(plan.facts)].map((fact) => factWords.names[fact].toLowerCase()).join(", "),
                      )}
                    </li>
                  )}
                  {plan.tags > 0 && <li>{words.tags(plan.tags)}</li>}
                  <li>{words.named(kept.name)}</li>
                  <li>{words.log}</li>
                  <li>{words.back}</li>
                </ul>
              </section>
            )}
            {!refusal && (
              <div class="row">
                <PostForm to={`/companies/${kept.id}/merger`} made={{}} class="inline">
                  <input type="hidden" name="from" value={merged.id} />
                  <button class="ds-button" type="submit">
                    {words.merge(kept.name)}
                  </button>
                </PostForm>
                <a class="ds-button" data-variant="secondary" href={`/companies/${merged.id}/merger?from=${kept.id}`}>
                  {words.swap}
                </a>
              </div>
            )}
          </>
        )}
        <Asking id={id} asked={asked} tried={tried} isFirst={!merged} />
      </div>
    </StaffPage>
  )
}

type RowProps = { label: string; of: readonly [SideProps, SideProps]; say: (side: SideProps) => string | number }

const Row = ({ label, of, say }: RowProps) => (
  <tr>
    <th scope="row">{label}</th>
    <td>{say(of[0])}</td>
    <td>{say(of[1])}</td>
  </tr>
)

const Asking = ({ id, asked, tried, isFirst }: Pick<MergerProps, "id" | "asked" | "tried"> & { isFirst: boolean }) => {
  const { merger: words } = useCompanyWords()
  return (
    <form method="get" action={`/companies/${id}/merger`} class="form" novalidate>
      <TextField
        id="merger-from"
        {...useTried(tried, "merger")("from", isFirst ? asked : "")}
        label={words.other}
        hint={words.otherHint}
      />
      <div class="row">
        <button class="ds-button" data-variant={isFirst ? "primary" : "tertiary"} type="submit">
          {words.show}
        </button>
        <a class="link" href="/companies/duplicates">
          {words.duplicates}
        </a>
      </div>
    </form>
  )
}
