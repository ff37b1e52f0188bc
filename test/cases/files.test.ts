import { eq } from "drizzle-orm"
import { beforeAll, describe, expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { nb } from "#views/words.nb.ts"
import { gunn, kari, kjell, marit, nils, ola, type Person, randi, stein, turid } from "../people.ts"
import { made, openWorld } from "../world.ts"
import { docx, exe, pdf, png } from "./bytes.ts"

const { as, opened, caseOf, logOf, wordsOf, build, send, env } = await openWorld()
const DAY = 24 * 60 * 60 * 1000

type Content = Uint8Array<ArrayBuffer>
const bodyOf = (content: Content | null, name: string, act: string = crypto.randomUUID(), basedOn = "1") => {
  const body = new FormData()
  body.set("act", act)
  body.set("basedOn", basedOn)
  if (content) body.set("file", new File([content], name))
  return body
}
const attach = (
  ref: string,
  content: Content | null,
  name: string,
  { who = kari, act = undefined as string | undefined } = {},
) => as(who, `/cases/${ref}/files`, { form: {}, body: bodyOf(content, name, act) })
const rowsOf = async (ref: string) =>
  (
    await send("read", [
      build
        .select()
        .from(t.files)
        .where(eq(t.files.caseId, `id-${ref}`)),
    ])
  )[0]
const objects = async () => (await env.FILES.list({ limit: 1000 })).objects.map(({ key }) => key)
const idIn = async (ref: string) => (await rowsOf(ref))[0]?.id ?? ""
const lastAct = async (ref: string) => (await logOf(`case:id-${ref}`)).at(-1)?.act ?? ""
const undo = async (ref: string, who = kari) =>
  as(who, `/cases/${ref}/undoing`, { form: { ...made(), of: await lastAct(ref) } })
const detach = async (ref: string, id: string, who: Person = kari) =>
  as(who, `/cases/${ref}/files/detached`, { form: { ...made(), file: id } })
const hourly = (days = 0) => everyHour(env, new Date(Date.now() + days * DAY))

describe("a file that is attached", () => {
  test("stands on the case and in its timeline, and comes back as it was, under its true type and its name", async () => {
    await opened("F-1")
    const answer = await attach("F-1", png, "Skisse av Røros «2».png")
    expect([answer.status, answer.headers.get("location"), answer.trips]).toEqual([
      303,
      "/cases/F-1?did=attached#files",
      2,
    ])
    const id = await idIn("F-1")
    const { html } = await as(nils, "/cases/F-1")
    expect(html.match(/Skisse av Røros «2»\.png<\/a>/g)).toHaveLength(2)
    const file = await as(nils, `/cases/F-1/files/${id}`)
    expect([file.status, file.html, file.trips]).toEqual([200, new TextDecoder().decode(png), 1])
    expect(Object.fromEntries(file.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": `attachment; filename="Skisse av R_ros _2_.png"; filename*=UTF-8''Skisse%20av%20R%C3%B8ros%20%C2%AB2%C2%BB.png`,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    })
  })

  test("keeps its name apart from the log, with what it is known by, and restarts the clock", async () => {
    await opened("F-2")
    await attach("F-2", pdf("a"), "Plan for Ola.pdf")
    const hash = [...new Uint8Array(await crypto.subtle.digest("SHA-256", pdf("a")))].map((byte) =>
      byte.toString(16).padStart(2, "0"),
    )
    const last = (await logOf("case:id-F-2")).at(-1)
    expect(last?.data).toEqual({
      type: "attached",
      file: { id: await idIn("F-2"), kind: "pdf", bytes: pdf("a").length, hash: hash.join("") },
    })
    expect(await wordsOf("case:id-F-2")).toContainEqual(
      expect.objectContaining({ name: "file", body: "Plan for Ola.pdf" }),
    )
    expect((await caseOf("F-2"))?.clockOn).toBe(last?.onDate)
  })

  test("is written once, however often it is sent, and another in the same form is another", async () => {
    await opened("F-3")
    const act = crypto.randomUUID()
    const before = (await objects()).length
    for (let n = 0; n < 3; n++) expect((await attach("F-3", pdf("once"), "a.pdf", { act })).status).toBe(303)
    expect([(await rowsOf("F-3")).length, (await objects()).length]).toEqual([1, before + 1])
    await Promise.all([1, 2, 3].map(() => attach("F-3", pdf("at once"), "b.pdf", { act })))
    expect((await rowsOf("F-3")).length).toBe(2)
    const again = await attach("F-3", pdf("once"), "c.pdf")
    expect([again.status, again.html.includes(nb.refusals.attached_before)]).toEqual([422, true])
    expect((await rowsOf("F-3")).length).toBe(2)
  })

  test("has a name without what turns or hides letters", async () => {
    await opened("F-4")
    await attach("F-4", pdf(), "../plan\u202e\u0007gnp.pdf")
    expect((await wordsOf("case:id-F-4")).find(({ name }) => name === "file")?.body).toBe("plangnp.pdf")
  })

  test("can be attached to a case that has ended, and listed by its kind alone", async () => {
    await opened("F-5")
    await as(kari, "/cases/F-5/closure", { form: { ...made(1), closeReason: "completed", reason: "It stands" } })
    expect((await attach("F-5", docx, "Sluttrapport.docx")).status).toBe(303)
    const { html } = await as(kari, "/cases/F-5?only=files")
    expect([...html.matchAll(/data-type="(\w+)"/g)].map(([, type]) => type)).toEqual(["attached"])
  })
})

describe("a file that is not taken", () => {
  const says = async (answer: Promise<{ status: number; html: string }>, status: number, words: string) => {
    const { html, ...got } = await answer
    expect(got.status).toBe(status)
    const [, message] = /id="attach-file-problem">([^<]*)</.exec(html) ?? []
    expect(message).toBe(words)
    expect(html).toMatch(/<details[^>]* open[^>]*><summary[^>]*>.*?Legg ved en fil/s)
  }

  test("is told of beside its field, and nothing is written", async () => {
    await opened("F-6")
    const before = await objects()
    await says(attach("F-6", null, ""), 422, nb.problems.no_file)
    await says(attach("F-6", new Uint8Array(), "a.pdf"), 422, nb.problems.empty_file)
    await says(attach("F-6", png, "a.pdf"), 422, nb.problems.lying_file)
    await says(attach("F-6", exe, "setup.exe"), 422, nb.problems.not_a_file_kind)
    await says(attach("F-6", pdf(), "Født 01013950187.pdf"), 422, nb.problems.birth_number)
    await says(attach("F-6", new Uint8Array(10 * 1024 * 1024 + 1).fill(65), "a.txt"), 422, nb.problems.file_over_ten)
    expect([(await logOf("case:id-F-6")).length, await objects()]).toEqual([1, before])
  })

  test("is not read to its end when it is far too large, whether it says so or not", async () => {
    await opened("F-7")
    let read = 0
    const endless = () => {
      read = 0
      return new ReadableStream({
        pull(controller) {
          read += 1024 * 1024
          controller.enqueue(new Uint8Array(1024 * 1024))
          if (read >= 200 * 1024 * 1024) controller.close()
        },
      })
    }
    const sent = (headers: Record<string, string>) =>
      as(kari, "/cases/F-7/files", {
        form: {},
        body: endless() as never,
        headers: { "content-type": "multipart/form-data; boundary=x", ...headers },
      })
    await says(sent({ "content-length": String(200 * 1024 * 1024) }), 413, nb.problems.file_over_ten)
    expect(read).toBeLessThan(3 * 1024 * 1024)
    await says(sent({}), 413, nb.problems.file_over_ten)
    expect(read).toBeLessThan(14 * 1024 * 1024)
  })

  test("elsewhere no form may be so large", async () => {
    await opened("F-8")
    const headers = { "content-length": "70000" }
    expect((await as(kari, "/cases/F-8/notes", { form: { kind: "note", note: "n" }, headers })).status).toBe(413)
  })
})

describe("whoever reads the case in full reads its files, and nobody else", () => {
  const table: [Person, network: number, hub: number, restricted: number][] = [
    [kari, 200, 200, 200],
    [turid, 200, 200, 200],
    [nils, 200, 200, 404],
    [marit, 200, 200, 200],
    [stein, 200, 200, 200],
    [kjell, 200, 404, 404],
    [gunn, 200, 404, 404],
    [ola, 200, 404, 404],
    [randi, 404, 404, 404],
  ]
  const files: { ref: string; id: string }[] = []
  beforeAll(async () => {
    for (const access of ["network", "hub", "restricted"] as const) {
      const ref = `F-${access}`
      await opened(ref, { access }, [turid])
      await attach(ref, pdf(access), "Secret plan.pdf")
      files.push({ ref, id: await idIn(ref) })
    }
  })

  test.each(table)("$name", async (who, ...gives) => {
    const got = files.map(async ({ ref, id }) => (await as(who, `/cases/${ref}/files/${id}`)).status)
    expect(await Promise.all(got)).toEqual(gives)
  })

  test("not by way of another case, nor when the case's class has changed, and not who is signed out", async () => {
    const [network, hub] = files
    expect((await as(kjell, `/cases/${network?.ref}/files/${hub?.id}`)).status).toBe(404)
    expect((await as(null, `/cases/${network?.ref}/files/${network?.id}`)).status).toBe(303)
    await opened("F-9", { access: "network" })
    await attach("F-9", pdf(), "a.pdf")
    await as(kari, "/cases/F-9/class", { form: { ...made(2), access: "restricted", reason: "Why" } })
    const id = await idIn("F-9")
    expect(
      await Promise.all([nils, kjell].map(async (who) => (await as(who, `/cases/F-9/files/${id}`)).status)),
    ).toEqual([404, 404])
    expect((await as(nils, "/cases/F-9")).html).not.toContain("a.pdf")
  })

  test("reading one of a guarded case is written down; and only who works on a case may attach", async () => {
    const [network, , restricted] = files
    const readers = async (ref = "") =>
      (
        await send("read", [
          build
            .select({ personId: t.reads.personId })
            .from(t.reads)
            .where(eq(t.reads.caseId, `id-${ref}`)),
        ])
      )[0].filter(({ personId }) => personId === stein.id || personId === gunn.id).length
    const before = [await readers(network?.ref), await readers(restricted?.ref)]
    await as(gunn, `/cases/${network?.ref}/files/${network?.id}`)
    await as(stein, `/cases/${restricted?.ref}/files/${restricted?.id}`)
    expect([await readers(network?.ref), await readers(restricted?.ref)]).toEqual(before.map((n) => n + 1))
    const bucket = await objects()
    expect((await attach(network?.ref ?? "", pdf("x"), "a.pdf", { who: gunn })).status).toBe(403)
    expect((await attach("F-hub", pdf("x"), "a.pdf", { who: gunn })).status).toBe(404)
    expect(await objects()).toEqual(bucket)
  })

  test("the company's page lists those of the cases that one reads in full", async () => {
    await opened("F-10", { companyId: "with-files", access: "restricted" })
    await opened("F-11", { companyId: "with-files" })
    await attach("F-10", pdf("10"), "restricted.pdf")
    await attach("F-11", pdf("11"), "open.pdf")
    const listed = async (who: Person) => ["restricted.pdf", "open.pdf"].filter((name) => seen.get(who)?.includes(name))
    const seen = new Map(
      await Promise.all(
        [kari, nils, kjell].map(async (who) => [who, (await as(who, "/companies/with-files")).html] as const),
      ),
    )
    expect([await listed(kari), await listed(nils), await listed(kjell)]).toEqual([
      ["restricted.pdf", "open.pdf"],
      ["open.pdf"],
      [],
    ])
  })
})

describe("a file that is taken away", () => {
  test("is so by who brought it and by who answers for the case, and can be brought back", async () => {
    await opened("F-12")
    await attach("F-12", pdf("nils"), "nils.pdf", { who: nils })
    const id = await idIn("F-12")
    await opened("F-13", { advisorId: marit.id })
    await attach("F-13", pdf("marit"), "marit.pdf", { who: marit })
    expect((await detach("F-13", await idIn("F-13"), nils)).status).toBe(403)
    expect((await undo("F-13", nils)).status).toBe(403)
    expect((await as(nils, "/cases/F-13")).html).not.toContain("files/detached")
    expect((await detach("F-12", id, nils)).headers.get("location")).toBe("/cases/F-12?did=detached")
    expect((await as(kari, `/cases/F-12/files/${id}`)).status).toBe(404)
    expect((await detach("F-12", id)).status).toBe(422)
    expect((await undo("F-12", nils)).status).toBe(303)
    expect((await as(kari, `/cases/F-12/files/${id}`)).status).toBe(200)
    expect((await detach("F-12", id, kari)).status).toBe(303)
    expect((await as(kari, "/cases/F-12")).html).toMatch(/fjernet filen <b>nils\.pdf<\/b>/)
  })

  test("keeps its content as long as that can be undone, and then it goes with its name", async () => {
    await opened("F-14")
    await attach("F-14", pdf("goes"), "goes.pdf")
    const id = await idIn("F-14")
    await detach("F-14", id)
    await hourly(30)
    expect(await objects()).toContain(id)
    await hourly(32)
    expect([(await objects()).includes(id), await rowsOf("F-14")]).toEqual([false, []])
    expect((await wordsOf("case:id-F-14")).find(({ name }) => name === "file")).toMatchObject({ body: null })
    expect((await as(kari, "/cases/F-14")).html).not.toContain("goes.pdf")
  })

  test("because it was attached by mistake goes at once, and not before it was taken away", async () => {
    await opened("F-15")
    await attach("F-15", pdf("mistake"), "mistake.pdf")
    const id = await idIn("F-15")
    await hourly()
    expect(await objects()).toContain(id)
    expect((await undo("F-15")).status).toBe(303)
    expect((await as(kari, `/cases/F-15/files/${id}`)).status).toBe(404)
    await hourly()
    expect([(await objects()).includes(id), await rowsOf("F-15")]).toEqual([false, []])
  })

  test("while it was already gone collides, and attaching cannot be undone under it", async () => {
    await opened("F-16")
    await attach("F-16", pdf("16"), "16.pdf")
    const [id, act] = [await idIn("F-16"), await lastAct("F-16")]
    await detach("F-16", id)
    const late = await as(marit, "/cases/F-16/files/detached", { form: { ...made(2), file: id } })
    expect(late.status).toBe(409)
    const blocked = await as(kari, "/cases/F-16/undoing", { form: { ...made(), of: act } })
    expect([blocked.status, blocked.html.includes("fjernet en fil")]).toEqual([422, true])
  })
})

test("what was put down and never written is removed when it is a day old, and nothing else is", async () => {
  await opened("F-17")
  await attach("F-17", pdf("stays"), "stays.pdf")
  const stray = crypto.randomUUID()
  await env.FILES.put(stray, pdf("stray").buffer)
  expect(await hourly()).toMatchObject({ swept: 0 })
  const both = await Promise.all([hourly(2), hourly(2)])
  expect(both.reduce((sum, { swept }) => sum + swept, 0)).toBeGreaterThan(0)
  const left = await objects()
  expect([left.includes(stray), left.includes(await idIn("F-17"))]).toEqual([false, true])
})

test("where the files do not answer nothing is written, and it says so", async () => {
  await opened("F-18")
  const away = async () => {
    throw new Error("away")
  }
  const FILES = { ...env.FILES, put: away }
  const { status } = await as(kari, "/cases/F-18/files", { form: {}, body: bodyOf(pdf("18"), "a.pdf"), env: { FILES } })
  expect([status, await rowsOf("F-18"), (await logOf("case:id-F-18")).length]).toEqual([503, [], 1])
})
