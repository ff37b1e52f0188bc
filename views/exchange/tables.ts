import type { Language } from "#src/core/person.ts"
import type { Cell } from "#src/exchange/csv.ts"
import type { ListColumn, ListRow } from "../cases/props.ts"
import { en as caseEn } from "../cases/words.en.ts"
import { nb as caseNb } from "../cases/words.nb.ts"
import { nn as caseNn } from "../cases/words.nn.ts"
import type { BasicRow, CountedRow } from "../insight/props.ts"
import { en as insightEn } from "../insight/words.en.ts"
import { nb as insightNb } from "../insight/words.nb.ts"
import { nn as insightNn } from "../insight/words.nn.ts"
import { en as partEn } from "../parts/words.en.ts"
import { nb as partNb } from "../parts/words.nb.ts"
import { nn as partNn } from "../parts/words.nn.ts"
import { en } from "../words.en.ts"
import { nb } from "../words.nb.ts"
import { nn } from "../words.nn.ts"

/** What a file holds: the same rows as the page it was taken from. */
export type Table =
  | { kind: "cases"; columns: readonly ListColumn[]; rows: readonly ListRow[] }
  | { kind: "network"; rows: readonly (BasicRow | CountedRow)[] }

const CASE_WORDS = { nb: caseNb, nn: caseNn, en: caseEn }
const INSIGHT_WORDS = { nb: insightNb, nn: insightNn, en: insightEn }
const PART_WORDS = { nb: partNb, nn: partNn, en: partEn }
const DOMAIN_WORDS = { nb, nn, en }

/** A list as cells, with its head; and if there was more than a file takes, that stands in the last line. */
export function tableOf(lang: Language, table: Table, isCut: boolean): readonly (readonly Cell[])[] {
  const rows = table.kind === "cases" ? casesOf(lang, table) : networkOf(lang, table.rows)
  return isCut ? [...rows, [CASE_WORDS[lang].list.cut(table.rows.length)]] : rows
}

/** A column on the page can be several in a file, where one sorts and counts by each. */
function casesOf(lang: Language, { columns, rows }: Extract<Table, { kind: "cases" }>): Cell[][] {
  const { list } = CASE_WORDS[lang]
  const words = DOMAIN_WORDS[lang]
  const cells: Record<ListColumn, readonly [head: string, cell: (row: ListRow) => Cell][]> = {
    company: [
      [list.ref, ({ ref }) => ref],
      [list.columns.company, ({ company }) => company],
      [list.alert, ({ alert }) => alert && PART_WORDS[lang].alert[alert]],
    ],
    stage: [[list.columns.stage, ({ stage }) => stage[lang]]],
    advisor: [[list.columns.advisor, ({ advisor }) => advisor?.name ?? null]],
    turn: [
      [list.columns.turn, ({ turn }) => words.turns[turn]],
      [list.until, ({ until }) => dayOr(until)],
    ],
    age: [
      [list.days, ({ age }) => (age.state === "waiting" ? null : age.day)],
      [list.limit, ({ age }) => age.limit],
    ],
    next: [
      [list.columns.next, ({ nextStep }) => nextStep],
      [list.nextOn, ({ nextOn }) => dayOr(nextOn)],
    ],
    place: [[list.columns.place, ({ place }) => place]],
    since: [[list.columns.since, ({ since }) => ({ day: since })]],
    missing: [
      [list.columns.missing, ({ missing }) => missing.map(({ code, left }) => words.gates[code](left)).join(", ")],
    ],
    access: [[list.columns.access, ({ access }) => words.access[access]]],
  }
  const chosen = columns.flatMap((column) => cells[column])
  return [chosen.map(([head]) => head), ...rows.map((row) => chosen.map(([, cell]) => cell(row)))]
}

function networkOf(lang: Language, rows: readonly (BasicRow | CountedRow)[]): Cell[][] {
  const { list } = INSIGHT_WORDS[lang]
  const { ref: refHead, phone: phoneHead, track: trackHead } = CASE_WORDS[lang].list
  const isPseudonymous = rows.some((row) => "pseudonym" in row)
  const head = [list.hub, trackHead, list.stage, list.since]
  const who = isPseudonymous ? [list.pseudonym] : [refHead, list.company]
  return [
    [...who, ...head, ...(isPseudonymous ? [] : [list.advisor, phoneHead])],
    ...rows.map((row) => {
      const placed = [row.hub, row.track[lang], row.stage[lang], { day: row.since }]
      if ("pseudonym" in row) return [row.pseudonym, ...placed]
      return [row.ref, row.company, ...placed, row.advisor, row.phone]
    }),
  ]
}

const dayOr = (day: string | null): Cell => (day ? { day } : null)
