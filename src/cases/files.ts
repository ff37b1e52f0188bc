import { and, eq } from "drizzle-orm"
import { type Made, page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { fileNamed, kindOfFile } from "#src/core/file-kind.ts"
import type { FileFacts } from "#src/core/files.ts"
import { cleanLine, hasBirthNumber } from "#src/core/text.ts"
import { BadForm, NotFound } from "#src/http/errors.ts"
import { actOf } from "#src/http/form.ts"

/** A file may be so large; of the body, what a form has round it is not counted. */
export const MOST_BYTES = 10 * 1024 * 1024

type Brought = { made: Made; file: FileFacts & { name: string }; content: ArrayBuffer }

/** What somebody brings, as it is: its kind by its content, its name cleaned. Another file in the same form is another act. */
export async function broughtFile(given: unknown, made: Made, ref: string): Promise<Brought> {
  if (!(given instanceof File) || (!given.name && given.size === 0)) throw new BadForm({ file: "no_file" })
  if (given.size > MOST_BYTES) throw new BadForm({ file: "file_over_ten" })
  if (given.size === 0) throw new BadForm({ file: "empty_file" })
  const called = cleanLine(given.name)
  if (hasBirthNumber(called)) throw new BadForm({ file: "birth_number" })
  const content = await given.arrayBuffer()
  const found = kindOfFile(new Uint8Array(content), called)
  if ("wrong" in found) throw new BadForm({ file: found.wrong })
  const name = fileNamed(called, found.kind, ref)
  const hash = hexOf(await crypto.subtle.digest("SHA-256", content))
  const act = await actOf(made.act, { hash, name })
  const id = crypto.randomUUID()
  return { made: { ...made, act }, file: { id, kind: found.kind, bytes: content.byteLength, hash, name }, content }
}

const askedOfFile = ({ select, files }: Scope, _: unknown, { ref, id }: Slots<{ ref: string; id: string }>) =>
  [
    select()
      .from(files)
      .where(and(eq(files.ref, ref), eq(files.id, id))),
  ] as const

/** A file that is attached to a case that one reads in full. Reading it is reading the case. */
export const attachedFile = (ref: string, id: string) =>
  page({
    reads: ref,
    args: { ref, id },
    statements: askedOfFile,
    build: (_, [[file]]) => {
      if (!file) throw new NotFound()
      return { id: file.id, kind: file.kind, name: file.name ?? ref }
    },
  })

const hexOf = (digest: ArrayBuffer) =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
