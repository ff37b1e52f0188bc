import type { Told, WrongCode } from "#src/core/import.ts"
import type { ImportField } from "#src/core/import-fields.ts"
import type { ImportSource } from "#src/core/import-source.ts"
import type { ImportRowState, ImportState, Named } from "#src/db/schema.ts"
import type { Tried } from "#src/http/tried.ts"

export type ImportsProps = {
  hubs: readonly { value: string; label: string }[]
  lists: readonly {
    id: string
    file: string
    state: ImportState
    total: number
    on: string
    by: string
    hub: string
  }[]
  tried: Tried | null
}

export type RowProps = {
  nth: number
  name: string
  state: ImportRowState
  told: Exclude<Told, { state: "wrong" }> | null
  /** Its company, if there is one. */
  href: string | null
  ref: string | null
}

export type ImportProps = {
  id: string
  file: string
  hub: string
  source: ImportSource
  state: ImportState
  startedOn: string
  total: number
  counts: Record<ImportRowState, number>
  sums: {
    newCompanies: number
    updated: number
    byNumber: number
    byName: number
    contacts: number
    cases: number
    lacking: number
  } | null
  /** What its columns hold, while that is to be chosen. */
  mapping: {
    columns: readonly { name: string; samples: readonly string[]; field: string }[]
    fields: readonly ImportField[]
    tracks: readonly { code: string; name: Named }[]
    track: string
    overwrite: boolean
  } | null
  wrong: readonly {
    nth: number
    name: string
    wrong: readonly { column: string | null; code: WrongCode; about: string }[]
  }[]
  rows: readonly RowProps[]
  /** The row that the next page begins with. */
  next: number | null
  previous: boolean
  tried: Tried | null
}

export type ExportsProps = {
  rows: readonly {
    id: string
    on: string
    at: string
    who: string
    purpose: string
    list: "cases" | "network"
    n: number
    isCut: boolean
    format: "csv" | "xlsx"
  }[]
  older: string | null
  newer: string | null
  /** Whether one may bring lists in, too. */
  bringsIn: boolean
}
