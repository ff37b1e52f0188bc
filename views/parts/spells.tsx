/* biome-ignore-all lint/a11y/noRedundantRoles: laid out as blocks on a phone, where it must still be read as a table */
import type { Turn } from "#src/core/case.ts"
import type { Split } from "#src/core/history.ts"
import type { Named } from "#src/db/schema.ts"
import { useScreen } from "#views/screen.tsx"
import { SplitBar } from "./bar.tsx"
import { formatDate, formatNumber } from "./format.ts"
import { usePartWords } from "./words.ts"

/** One visit of a case to a stage. */
export type SpellProps = {
  stage: { code: string; name: Named }
  cameOn: string
  leftOn: string | null
  days: number
  split: Split
  others: number
  ending: Named | null
  waits: readonly { turn: Turn; from: string; to: string | null }[]
}

/** When a case came into each stage, when it left, and whose time that was. A page has the bars' `Hatch` once. */
export const SpellTable = ({
  spells,
  most,
  caption,
}: {
  spells: readonly SpellProps[]
  most: number
  caption: string
}) => {
  const { lang } = useScreen()
  const { spell: words } = usePartWords()
  return (
    <table class="table stacked spells" role="table">
      <caption class="ds-sr-only">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {[words.stage, words.came, words.left, words.days, words.whose].map((name) => (
            <th scope="col" role="columnheader">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {spells.map((spell) => (
          <tr role="row">
            <th scope="row" role="rowheader">
              <a class="link" href={`/network/stages/${spell.stage.code}`}>
                {spell.stage.name[lang]}
              </a>
            </th>
            <td role="cell" data-label={words.came}>
              <time datetime={spell.cameOn}>{formatDate(lang, spell.cameOn)}</time>
            </td>
            <td role="cell" data-label={words.left}>
              {spell.leftOn ? (
                <time datetime={spell.leftOn}>{formatDate(lang, spell.leftOn)}</time>
              ) : (
                <span class="quiet">{words.stands}</span>
              )}
              {spell.ending && <span class="sub block">{words.ended(spell.ending[lang])}</span>}
            </td>
            <td role="cell" data-label={words.days}>
              {formatNumber(lang, spell.days)}
            </td>
            <td role="cell" data-label={words.whose}>
              <Whose {...spell} most={most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Ours of a time and the others', in words beside the picture. */
export const TimeSplit = ({ ours, others, most }: { ours: number; others: number; most: number }) => {
  const { lang } = useScreen()
  const { spell: words } = usePartWords()
  const said = words.split(formatNumber(lang, ours), formatNumber(lang, others))
  return (
    <span class="whose">
      <span class="sm">{said}</span>
      <SplitBar a={ours} b={others} max={most} label={said} />
    </span>
  )
}

const Whose = ({ split, others, waits, most }: SpellProps & { most: number }) => {
  const { lang } = useScreen()
  const { turn: turns, spell: words } = usePartWords()
  const said = TURNS.filter((turn) => split[turn] > 0)
    .map((turn, i) => `${i > 0 ? turns[turn].toLowerCase() : turns[turn]} ${formatNumber(lang, split[turn])}`)
    .join(", ")
  return (
    <span class="whose">
      <span class="sm">{said || words.noTime}</span>
      <SplitBar a={split.us} b={others} max={most} label={said || words.noTime} />
      {waits.map(({ turn, from, to }) => (
        <span class="sub block">
          {words.waited(turns[turn].toLowerCase(), formatDate(lang, from), to && formatDate(lang, to))}
        </span>
      ))}
    </span>
  )
}

const TURNS: readonly Turn[] = ["us", "company", "funder", "other"]
