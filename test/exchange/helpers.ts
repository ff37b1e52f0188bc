import type { Person } from "../people.ts"
import type { openWorld } from "../world.ts"

type World = Awaited<ReturnType<typeof openWorld>>

/** Brings lists as a person does: a file, its columns, and then step by step. */
export function openImports({ as, send, build }: Pick<World, "as" | "send" | "build">) {
  async function upload(
    who: Person,
    content: string | Uint8Array,
    { name = "list.csv", hub = who.memberships[0]?.hubId ?? "roros" } = {},
  ) {
    const body = new FormData()
    body.set("act", crypto.randomUUID())
    body.set("hub", hub)
    body.set("file", new File([content], name))
    const answer = await as(who, "/import", { form: {}, body })
    return { ...answer, at: answer.headers.get("location") ?? "" }
  }

  /** With the columns as they are guessed, or as they are said to be. */
  async function map(who: Person, at: string, over: Record<string, string> = {}) {
    const { html } = await as(who, `${at}?step=mapping`)
    const fields: Record<string, string> = {}
    for (const [, name = "", options = ""] of html.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs))
      fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? ""
    return as(who, `${at}/mapping`, { form: { ...fields, ...over } })
  }

  async function untilDone(who: Person, at: string, verb: "run" | "undoing") {
    for (let step = 0; step < 40; step++) {
      const { html, status } = await as(who, `${at}/${verb}`, { form: {}, fragment: true })
      if (status !== 200) throw new Error(`${verb} gave ${status}: ${html.slice(0, 300)}`)
      if (!html.includes(`${at}/${verb}" `) || !html.includes("load, submit")) return html
    }
    throw new Error("it never ended")
  }

  /** All of it: the address of the list that was brought in. */
  async function bring(who: Person, content: string | Uint8Array, over: Record<string, string> = {}) {
    const { at, html, status } = await upload(who, content)
    if (status !== 303) throw new Error(`not read: ${html}`)
    const mapped = await map(who, at, over)
    if (mapped.status !== 303) throw new Error(`not mapped: ${mapped.html}`)
    await untilDone(who, at, "run")
    return at
  }

  return { upload, map, untilDone, bring, send, build }
}

/** Rows of cells as a Norwegian spreadsheet saves them. */
export const csvOf = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(";")).join("\r\n")
