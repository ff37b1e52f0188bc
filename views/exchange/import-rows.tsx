import { useCompanyWords } from "../companies/words.ts"
import { formatDate } from "../parts/format.ts"
import { Pager } from "../parts/pager.tsx"
import { useScreen } from "../screen.tsx"
import type { ImportProps, RowProps } from "./props.ts"
import { useExchangeWords } from "./words.ts"

/** What each row will do, or did, with a link to what it became. */
export const Rows = ({ id, rows, next, previous }: ImportProps) => {
  const { rows: words } = useExchangeWords()
  return (
    <section class="group" aria-labelledby="rows">
      <h2 id="rows">{words.title}</h2>
      {rows.length === 0 ? (
        <p class="quiet">{words.empty}</p>
      ) : (
        <ul class="list">
          {rows.map((row) => (
            <Row {...row} />
          ))}
        </ul>
      )}
      <Pager
        previous={previous ? `/import/${id}` : null}
        next={next === null ? null : `/import/${id}?from=${next}`}
        words={words}
      />
    </section>
  )
}

const Row = ({ nth, name, state, told, href, ref }: RowProps) => {
  const { rows: words, wrong } = useExchangeWords()
  return (
    <li>
      <div>
        <h3>
          <span class="quiet">{wrong.row(nth)}</span>{" "}
          {href ? (
            <a class="link" href={href}>
              {name}
            </a>
          ) : (
            name
          )}{" "}
          {ref && (
            <a class="link" href={`/cases/${ref}`}>
              {ref}
            </a>
          )}
        </h3>
        {told && <Told {...told} />}
      </div>
      <span class="tag">{words.states[state]}</span>
    </li>
  )
}

const Told = (told: NonNullable<RowProps["told"]>) => {
  const { lang } = useScreen()
  const { rows: words } = useExchangeWords()
  const { company, by, called = "", row = 0, learned, kept, contact, case: kase, lacks, built } = told
  const { names } = useCompanyWords().facts
  const listed = (all: typeof learned) =>
    all.map((fact) => (fact === "orgnr" ? words.orgnr : names[fact]).toLowerCase()).join(", ")
  const parts = [
    by ? words.by[by](called, row) : words.company[company],
    learned.length > 0 && words.learned(listed(learned)),
    kept.length > 0 && words.kept(listed(kept)),
    contact && words.contact[contact],
    kase && words.case[kase],
    lacks > 0 && words.lacks(lacks),
    built && (built.on === "others" ? words.others(built.n) : words.built(built.by, formatDate(lang, built.day))),
  ]
  return (
    <p class="d sm">
      {parts
        .filter((part) => part !== false && part !== null && part !== undefined)
        .map((part) => (
          <span>{part}</span>
        ))}
    </p>
  )
}
