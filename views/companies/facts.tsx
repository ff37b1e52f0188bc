import type { Fact } from "#src/core/facts.ts"
import { useTried } from "../cases/tried.ts"
import { PostForm, SelectField, TextField } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import { FIELDS, Lookup } from "./lookup.tsx"
import type { ChangeProps, CompanyProps, FactProps } from "./props.ts"
import { useCompanyWords } from "./words.ts"

/** What is known, who says so since when, where the register says otherwise, and the ways to put it right. */
export const FactsPanel = (props: CompanyProps) => {
  const { facts: words, sites } = useCompanyWords()
  const { refusals } = useDomainWords()
  const { id, orgnr, facts, mayChange, tried } = props
  const wrong = tried?.refusal && tried.form === "register" ? refusals[tried.refusal] : null
  return (
    <section class="panel" aria-labelledby="facts-name">
      <header>
        <h2 class="h2" id="facts-name">
          {words.title}
        </h2>
        {mayChange && orgnr && (
          <div class="row noprint">
            <a class="link sm" href={`/companies/${id}/sites`}>
              {sites.link}
            </a>
            <PostForm to={`/companies/${id}/register`} made={{}} class="inline">
              <button class="ds-button" data-variant="secondary" type="submit">
                <Icon name="ArrowRightLeft" />
                {words.fetch}
              </button>
            </PostForm>
          </div>
        )}
      </header>
      {wrong && (
        <p class="ds-alert mb-3" data-color="danger" role="alert">
          {wrong}
        </p>
      )}
      <dl class="facts known">
        {facts.map((fact) => (
          <Known {...props} known={fact} />
        ))}
      </dl>
      {mayChange && <Numbering {...props} />}
      <Changes {...props} />
    </section>
  )
}

/** What was just done, in words. */
export function useSaid({ did, act, changes }: CompanyProps): string | null {
  const { facts: words, around, merger, merges, erasure } = useCompanyWords()
  if (did === "owner_erased") return erasure.did
  if (did === "merged") return merger.did
  if (did === "parted") return merges.parted
  if (did && Object.hasOwn(around, did)) return around[did as keyof typeof around]
  if (did === "learned") {
    const names = changes.flatMap((one) => (one.act === act && one.fact ? [words.names[one.fact].toLowerCase()] : []))
    return names.length ? words.learned(names.toReversed().join(", ")) : null
  }
  return did && Object.hasOwn(words.did, did) ? words.did[did as keyof typeof words.did] : null
}

const Known = (props: CompanyProps & { known: FactProps }) => {
  const { lang } = useScreen()
  const { facts: words, unknown } = useCompanyWords()
  const { id, mayChange, known } = props
  const { fact, value, source, since, register, isCorrectable } = known
  const shown = useValue()
  return (
    <>
      <dt>{words.names[fact]}</dt>
      <dd id={`fact-${fact}`}>
        {value === null ? <span class="unknown">{unknown}</span> : shown(fact, value)}{" "}
        {source && since && <span class="xs quiet">{words.source(source, formatDate(lang, since))}</span>}
        {register && (
          <p class="sm differs">
            <Icon name="ExclamationmarkTriangle" />
            <span>{words.register(shown(fact, register.value), formatDate(lang, register.since))}</span>
          </p>
        )}
        {mayChange && (
          <div class="row noprint">
            {register && (
              <PostForm to={`/companies/${id}/facts`} made={{}} class="inline">
                <input type="hidden" name="fact" value={fact} />
                <input type="hidden" name="value" value="" />
                <button class="link xs" type="submit">
                  {words.trust}
                  <span class="ds-sr-only"> {words.names[fact]}</span>
                </button>
              </PostForm>
            )}
            {isCorrectable && <Correction {...props} />}
          </div>
        )}
      </dd>
    </>
  )
}

const Correction = ({ id, known, municipalities, tried }: CompanyProps & { known: FactProps }) => {
  const { facts: words, unknown } = useCompanyWords()
  const { fact, typed } = known
  const name = words.names[fact]
  const form = `facts-${fact}`
  const field = { id: `correct-${fact}`, label: words.value(name), ...useTried(tried, form)("value", typed) }
  return (
    <details open={tried?.form === form}>
      <summary class="link xs">
        {words.correct}
        <span class="ds-sr-only"> {name}</span>
      </summary>
      <PostForm to={`/companies/${id}/facts`} made={{}}>
        <input type="hidden" name="fact" value={fact} />
        {fact === "municipality" ? (
          <SelectField {...field} options={[{ value: "", label: unknown }, ...municipalities]} />
        ) : (
          <TextField {...field} short={fact === "employees" || fact === "form"} />
        )}
        <button class="ds-button" type="submit">
          {words.save}
        </button>
      </PostForm>
    </details>
  )
}

/** A company that is registered meanwhile is linked to its number. */
const Numbering = ({ id, orgnr, found, tried }: CompanyProps) => {
  const words = useCompanyWords()
  const field = useTried(tried, "identification")
  const isOpen = tried?.form === "identification" || found !== null
  return (
    <details class="noprint mt-3" open={isOpen}>
      <summary class="ds-button" data-variant={orgnr ? "tertiary" : "secondary"}>
        {orgnr ? words.facts.renumber : words.facts.identify}
      </summary>
      <Lookup at={`/companies/${id}`} found={found} />
      <PostForm to={`/companies/${id}/identification`} made={{}}>
        <div id={FIELDS} class="fields">
          <TextField
            id="identification-orgnr"
            {...field("orgnr", found?.chosen?.orgnr ?? "")}
            label={words.orgnr}
            inputmode="numeric"
            short
          />
        </div>
        <button class="ds-button" type="submit">
          {words.facts.save}
        </button>
      </PostForm>
    </details>
  )
}

const Changes = ({ changes }: CompanyProps) => {
  const { lang } = useScreen()
  const { facts: words } = useCompanyWords()
  const shown = useValue()
  const sentence = ({ fact, value }: ChangeProps) => {
    if (fact === null) return words.identified
    return value === null ? words.withdrawn(words.names[fact]) : words.changed(words.names[fact], shown(fact, value))
  }
  if (changes.length === 0) return null
  return (
    <details class="unfold mt-3" id="changes">
      <summary>{words.changes}</summary>
      <ol class="stack sm">
        {changes.map((change) => (
          <li>
            <time class="quiet" datetime={change.on}>
              {formatDate(lang, change.on)}
            </time>{" "}
            <b>{change.by ?? words.system}</b> {sentence(change)}
          </li>
        ))}
      </ol>
    </details>
  )
}

/** A value as people read it. */
function useValue() {
  const { lang } = useScreen()
  const { facts: words } = useCompanyWords()
  return (fact: Fact, value: string): string => {
    if (fact === "deleted") return value === "removed" ? words.removed : formatDate(lang, value)
    if (fact === "employees") return value.replace("-", "–")
    return value === "yes" ? words.yes : value
  }
}
