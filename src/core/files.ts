import { type Outcome, refuse } from "./acts.ts"
import { type CaseEvent, type Entry, standing } from "./case.ts"
import type { FileKind } from "./file-kind.ts"
import { type CaseFile, caseAct } from "./verbs.ts"

/** A file by its content: its id is where that stands, its hash what it is known by. */
export type FileFacts = { id: string; kind: FileKind; bytes: number; hash: string }
/** A file that is attached, with the entry that says what it is called and who brought it. */
export type Attached = FileFacts & { said: Entry }

type Attaching = CaseFile & { log: readonly Entry[] }

const MOST_FILES = 200

export function attach({ kase, log }: Attaching, form: FileFacts & { name: string }): Outcome {
  const { name, ...file } = form
  const there = filesIn(log)
  if (there.some(({ hash }) => hash === file.hash)) return refuse("attached_before", ["file"])
  if (there.length >= MOST_FILES) return refuse("too_many_files", ["file"])
  return { acts: [caseAct(kase.id, { type: "attached", file }, { file: name })] }
}

export function detach({ kase, log }: Attaching, id: string): Outcome {
  if (!filesIn(log).some((file) => file.id === id)) return refuse("unknown")
  return { acts: [caseAct(kase.id, detaching(log, id))] }
}

/** The event that taking a file away would be: who brought it may, and who answers for the case. */
export const detaching = (log: readonly Entry[], id: string): Extract<CaseEvent, { type: "detached" }> => ({
  type: "detached",
  id,
  by: filesIn(log).find((file) => file.id === id)?.said.byId ?? "",
})

/** The files of a case as they stand, the last first. */
export function filesIn(log: readonly Entry[]): Attached[] {
  const files = new Map<string, Attached>()
  for (const said of standing(log)) {
    const { event } = said
    if (event.type === "attached") files.set(event.file.id, { ...event.file, said })
    if (event.type === "detached") files.delete(event.id)
    if (event.type === "enquiry_withdrawn" && event.forgets) files.clear()
  }
  return [...files.values()].toReversed()
}
