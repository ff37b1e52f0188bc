import { Empty } from "../parts/empty.tsx"
import { DateField, PostForm } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import type { ChangesProps } from "./props.ts"
import { Stopped } from "./stopped.tsx"
import { useNetworkWords } from "./words.ts"

type Found = Extract<ChangesProps["told"], { kind: "found" }>

/** New numbers of municipalities, from the statistics office: what is new for the network, to be recorded one by one. */
export const Changes = ({ from, told, did, tried }: ChangesProps) => {
  const { areas, changes } = useNetworkWords()
  const problem = useProblems()(tried?.problems.from)
  return (
    <StaffPage title={changes.title} room="network" said={did && changes.did[did]}>
      <div class="narrow stack gap-4" id="changes">
        <nav class="crumb" aria-label={areas.title}>
          <a class="link" href="/areas">
            {areas.title}
          </a>
          <Icon name="ChevronRight" />
          <span>{changes.title}</span>
        </nav>
        <h1 class="h1">{changes.title}</h1>
        <p>{changes.lead}</p>
        <Stopped tried={tried} />
        <form method="get" action="/areas/changes" class="row">
          <DateField id="from" name="from" label={changes.from} value={from} problem={problem} />
          <button class="ds-button" type="submit">
            {changes.ask}
          </button>
        </form>
        {told.kind === "unasked" && <p class="quiet">{changes.unasked}</p>}
        {told.kind === "away" && (
          <p role="alert" id="away">
            {changes.away[told.why]}
          </p>
        )}
        {told.kind === "found" && <Fresh {...told} from={from} />}
      </div>
    </StaffPage>
  )
}

const Fresh = ({ fresh, known, elsewhere, from }: Found & { from: string }) => {
  const { changes } = useNetworkWords()
  return (
    <>
      {fresh.length === 0 ? (
        <Empty title={changes.nothing} text={changes.nothingText} />
      ) : (
        <ul class="list">
          {fresh.map((one) => (
            <Redrawn {...one} from={from} />
          ))}
        </ul>
      )}
      <p class="sm quiet">{changes.counts(known, elsewhere)}</p>
    </>
  )
}

const Redrawn = (props: Found["fresh"][number] & { from: string }) => {
  const { lang } = useScreen()
  const { changes } = useNetworkWords()
  const { id, on, kind, olds, news, effects, from } = props
  const written = (all: typeof olds) => all.map(({ code, name }) => `${name} (${code})`).join(", ")
  const what = changes.became(written(olds), written(news))
  return (
    <li>
      <div>
        <h2 class="h3">{what}</h2>
        <p class="d">
          <b>{changes.kinds[kind]}</b> <time datetime={on}>{formatDate(lang, on)}</time>
        </p>
        {kind === "split" && <p class="sm mt-1">{changes.split}</p>}
        {kind === "reused" ? (
          <p class="sm mt-1">{changes.reused}</p>
        ) : (
          effects.map(({ name, hub, isCandidate }) => (
            <p class="sm mt-1">
              {hub ? changes.toHub(name, hub) : isCandidate ? changes.toCandidate(name) : changes.toNobody(name)}
            </p>
          ))
        )}
      </div>
      {kind !== "reused" && (
        <PostForm to="/areas/changes" made={{}} class="acts">
          <input type="hidden" name="change" value={id} />
          <input type="hidden" name="from" value={from} />
          <button class="ds-button" data-variant="secondary" type="submit" aria-label={changes.applyOf(what)}>
            {changes.apply}
          </button>
        </PostForm>
      )}
    </li>
  )
}
