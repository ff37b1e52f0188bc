import { createHash } from "node:crypto"
import { and, eq } from "drizzle-orm"
import type { Act } from "#src/core/acts.ts"
import { attach } from "#src/core/files.ts"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import type { Bucket } from "#src/http/files.ts"
import { openChance } from "./random.ts"
import type { Scene } from "./stories.ts"

/** What people bring along, by the stage that they talk in. */
const CALLED: Readonly<Record<string, string>> = {
  needs_mapping: "Referat fra kartleggingen",
  development_plan: "Handlingsplan",
  delivery: "Utkast til avtale",
  idea: "Skisse av ideen",
  verification: "Resultater fra utprøvingen",
  pilot: "Avtale om pilot",
}

/** Now and then something is brought to a talk: the first time that there is talk of it. */
export function brought({ world, plan, day }: Scene, stage: string): readonly Act[] {
  const called = CALLED[stage]
  const chance = openChance(`file ${plan.caseId} ${stage}`)
  if (!called || !chance.is(0.3)) return []
  const name = `${called}, ${plan.firm.name}, ${day}.pdf`
  const content = documentOf(name)
  const hash = createHash("sha256").update(content).digest("hex")
  const file = { id: chance.id(), kind: "pdf", bytes: content.byteLength, hash, name } as const
  const there = world.past(plan.caseId)
  const isThere = there.log.some(({ event }) => event.type === "attached" && event.file.id === file.id)
  const outcome = isThere ? { acts: [] } : attach(there, file)
  return "acts" in outcome ? outcome.acts : []
}

/** Puts down what is in the demo's files, which follows from what they are called. */
export async function putDemoFiles(env: { DATABASE_URL: string; DATABASE_TOKEN: string }, bucket: Bucket) {
  const { build, send } = connect(env, { fetch })
  const isCalled = and(eq(t.texts.eventId, t.files.said), eq(t.texts.name, "file"))
  const [files] = await send("read", [
    build.select({ id: t.files.id, name: t.texts.body }).from(t.files).innerJoin(t.texts, isCalled),
  ])
  for (const { id, name } of files) await bucket.put(id, documentOf(name ?? "").buffer)
}

/** A page that says what it would be. */
function documentOf(name: string): Uint8Array<ArrayBuffer> {
  const line = (text: string) => `(${text.replace(/[()\\]/g, "")}) Tj 0 -28 Td `
  const says = `BT /F 16 Tf 60 760 Td ${line(name.replace(/\.pdf$/, ""))}${line("Laget for demoen.")}ET`
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    `<</Length ${says.length}>>stream\n${says}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
  ]
  let text = "%PDF-1.4\n"
  const places = objects.map((object, n) => {
    const at = text.length
    text += `${n + 1} 0 obj${object}endobj\n`
    return at
  })
  const start = text.length
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")
  text += `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0) & 255)
}
