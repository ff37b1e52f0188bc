import { createContext, useContext } from "hono/jsx"
import type { Room } from "#src/access/rooms.ts"
import type { Language, Role } from "#src/core/person.ts"

export const DENSITIES = ["comfortable", "compact"] as const
export type Density = (typeof DENSITIES)[number]

/** What every page knows of the moment it is shown in. */
export type Screen = {
  lang: Language
  /** A part for htmx: no layout round it. */
  fragment: boolean
  path: string
  search: string
  today: string
  density: Density
  who: {
    id: string
    name: string
    initials: string
    role: Role
    rooms: readonly Room[]
    hubs: readonly string[]
    maySearch: boolean
    /** Whether a single key does something. */
    keys: boolean
    unread: string | undefined
  } | null
}

const NOWHERE: Screen = {
  lang: "nb",
  fragment: false,
  path: "/",
  search: "",
  today: "",
  density: "comfortable",
  who: null,
}
export const ScreenContext = createContext<Screen>(NOWHERE)
export const useScreen = (): Screen => useContext(ScreenContext)
export type Words<W> = Record<Language, W>
export const useWords = <W,>(words: Words<W>): W => words[useScreen().lang]
