import { type Outcome, refuse, type Words } from "./acts.ts"
import { type CaseEvent, type Entry, standing } from "./case.ts"
import type { PastFile } from "./undo.ts"
import { caseAct } from "./verbs.ts"

/** How long a note can be rewritten. Later it is history, and what is new is said in a note of its own. */
const REWRITE_MS = 30 * 24 * 60 * 60 * 1000

type Rewritten = Extract<CaseEvent, { type: "rewritten" }>

/** Says a note again in other words. What it said before stays to be read. */
export function rewrite(file: PastFile, form: { of: string; note: string }, now: Date): Outcome {
  const { kase, log } = file
  const found = noteIn(log, form.of)
  if (!found) return refuse("unknown")
  if (now.getTime() - found.at.getTime() > REWRITE_MS) return refuse("fixed", ["note"])
  if (textOf(log, found).text === form.note) return refuse("unchanged", ["note"])
  return { acts: [caseAct(kase.id, rewriting(log, form.of), { note: form.note })] }
}

/** The event that rewriting a note would be: only who wrote it may. */
export const rewriting = (log: readonly Entry[], of: string): Rewritten => ({
  type: "rewritten",
  of,
  by: noteIn(log, of)?.byId ?? "",
})

export type Text = { text: string; at: Date }

/** What a note says now, and what it said before, the last first. Words that were erased say nothing. */
export function textOf(log: readonly Entry[], note: Entry): Text & { before: readonly Text[] } {
  const first = { text: said(note.words), at: note.at }
  const later = standing(log).flatMap(({ event, words, at }) =>
    event.type === "rewritten" && event.of === note.id ? [{ text: said(words), at }] : [],
  )
  const [now = first, ...before] = [first, ...later].toReversed()
  return { ...now, before }
}

const noteIn = (log: readonly Entry[], of: string): Entry | undefined =>
  standing(log).find(({ id, event }) => id === of && event.type === "noted")

const said = ({ note = "" }: Words) => note
