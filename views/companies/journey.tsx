import type { Child } from "hono/jsx"
import type { Lane, Picture } from "#src/companies/picture.ts"
import { useScreen } from "../screen.tsx"
import type { CompanyProps, JourneyCase } from "./props.ts"
import { useCompanyWords } from "./words.ts"

/** Where things stand in a lane, from its top. */
const [LABEL, BAR, BAR_HIGH, WAIT, WAIT_HIGH] = [15, 22, 22, 46, 7]

type Numbered = (code: string) => { position: number; name: string }

/** The picture of a company's cases over time. The tables under it say the same. */
export const Journey = ({ name, picture, cases, tracks }: CompanyProps) => {
  const { lang } = useScreen()
  const words = useCompanyWords()
  const all = tracks.flatMap(({ stages }) => stages)
  const stageOf: Numbered = (code) => {
    const stage = all.find((one) => one.code === code)
    return { position: stage?.position ?? 0, name: stage?.name[lang] ?? code }
  }
  const { width, height } = picture
  return (
    <div class="journey">
      <section class="scroll-x" tabindex={0} aria-label={words.pictureOf(name)}>
        <figure>
          <svg
            class={width > 1000 ? "long" : undefined}
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-labelledby="journey-title journey-desc"
          >
            <title id="journey-title">{words.pictureOf(name)}</title>
            <desc id="journey-desc">{words.described(cases.length)}</desc>
            <Grid {...picture} />
            {picture.lanes.map((lane, i) => {
              const kase = cases[i]
              return kase && <CaseLane {...kase} lane={lane} stageOf={stageOf} />
            })}
            <Today {...picture} />
          </svg>
        </figure>
      </section>
      <div class="keys-below xs quiet">
        <Keys />
        {tracks.map(({ name: track, stages }) => (
          <p>
            <b>{track[lang]}</b> {stages.map((stage) => `${stage.position} ${stage.name[lang]}`).join(" · ")}
          </p>
        ))}
      </div>
    </div>
  )
}

const Grid = ({ ticks, top, height }: Picture) => {
  const { months } = useCompanyWords()
  return (
    <g class="grid">
      {ticks.map(({ x, day, unit, isNamed }) => (
        <>
          <line x1={x} x2={x} y1={top - 6} y2={height} />
          {isNamed && (
            <text x={x + 4} y={14}>
              {unit === "year" ? day.slice(0, 4) : `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`}
            </text>
          )}
        </>
      ))}
    </g>
  )
}

const Today = ({ today, top, height }: Picture) => (
  <g class="today">
    <line x1={today} x2={today} y1={top - 6} y2={height} />
    <text x={today - 4} y={28} text-anchor="end">
      {useCompanyWords().today}
    </text>
  </g>
)

type LaneProps = JourneyCase & { lane: Lane; stageOf: Numbered }

const CaseLane = ({ ref, hub, track, isFull, outcome, lane, stageOf }: LaneProps) => {
  const { lang } = useScreen()
  const { y, line, label, bars, waits, end } = lane
  return (
    <g class={isFull ? "lane" : "lane known"}>
      <text class="name" x={label.x} y={y + LABEL} text-anchor={label.anchor}>
        {[ref, hub, track[lang], outcome?.name[lang]].filter(Boolean).join(" · ")}
      </text>
      <line x1={line.x} x2={line.x + line.width} y1={y + BAR + BAR_HIGH / 2} y2={y + BAR + BAR_HIGH / 2} />
      {bars.map(({ x, width, code, room }) => {
        const { position, name } = stageOf(code)
        const said = name.length <= room ? name : room > 0 ? String(position) : null
        return (
          <>
            <rect class={position % 2 ? "odd" : "even"} x={x} y={y + BAR} width={width} height={BAR_HIGH} />
            {said && (
              <text x={x + 4} y={y + BAR + 16}>
                {said}
              </text>
            )}
          </>
        )
      })}
      {waits.map(({ x, width }) => (
        <rect class="wait" x={x} y={y + WAIT} width={width} height={WAIT_HIGH} />
      ))}
      {end !== null && <End x={end} y={y + BAR} isGood={outcome?.isGood ?? false} />}
    </g>
  )
}

/** A disc for what was completed, a cross for what was not: told apart by their shape. */
const End = ({ x, y, isGood }: { x: number; y: number; isGood: boolean }) =>
  isGood ? (
    <circle class="end" cx={x} cy={y + BAR_HIGH / 2} r={6} />
  ) : (
    <path class="end" d={`M${x - 5} ${y + 6}l10 10m0 -10l-10 10`} />
  )

const Keys = () => {
  const { keys } = useCompanyWords()
  return (
    <p class="row gap-3">
      <Key says={keys.wait}>
        <rect class="wait" x={0} y={5} width={22} height={7} />
      </Key>
      <Key says={keys.good}>
        <circle class="end" cx={11} cy={8} r={6} />
      </Key>
      <Key says={keys.other}>
        <path class="end" d="M6 3l10 10m0 -10l-10 10" />
      </Key>
      <Key says={keys.known}>
        <g class="known">
          <rect x={1} y={2} width={20} height={12} />
        </g>
      </Key>
    </p>
  )
}

const Key = ({ says, children }: { says: string; children: Child }) => (
  <span class="key">
    <svg class="mark" viewBox="0 0 22 16" aria-hidden="true">
      {children}
    </svg>
    {says}
  </span>
)
