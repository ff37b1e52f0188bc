import { eq } from "drizzle-orm"
import { describe, expect, test } from "vitest"
import { correct, learn, noCompany } from "#src/core/company.ts"
import * as t from "#src/db/schema.ts"
import { gunn, kari, kjell, nils } from "../people.ts"
import { made, openWorld } from "../world.ts"

const { as, build, send, env, track, caseOf, logOf, opened, register, stages } = await openWorld()
const FJELLMAT = "319990011"

/** A company that came in by the form, and its address. */
async function begun(company: string, orgnr = "") {
  const form = { hub: "roros", company, orgnr, need: "A plan", track, access: "hub", advisor: kari.id, contact: "" }
  const { headers } = await as(kari, "/cases", { form: { ...made(), ...form } })
  const ref = new URL(headers.get("location") ?? "", "http://x").pathname.split("/").at(-1) ?? ""
  const id = (await caseOf(ref))?.companyId ?? ""
  return { ref, id, at: `/companies/${id}` }
}
const rowOf = async (id: string) =>
  (await send("read", [build.select().from(t.companies).where(eq(t.companies.id, id))]))[0][0]
const post = (path: string, form: Record<string, string> = {}, who = kari) =>
  as(who, path, { form: { ...made(), ...form } })
const fact = (html: string, name: string) => html.split(`id="fact-${name}"`)[1]?.split("</dd>")[0] ?? ""

describe("getting what the register says", () => {
  test("fills in what nobody had said, says what is new, and leaves people's words to people", async () => {
    const { at, id } = await begun("Fjellmaten", FJELLMAT)
    const { status, headers, trips } = await post(`${at}/register`)
    expect([status, trips]).toEqual([303, 4]) // the register is one of them
    const { html } = await as(kari, headers.get("location") ?? "")
    expect(html).toContain("Nytt fra registeret: navn, organisasjonsform, kommune, adresse, næring, ansatte.")
    expect(fact(html, "employees")).toContain("7")
    expect(fact(html, "employees")).toContain("Registeret, ")
    expect(fact(html, "municipality")).toContain("Røros")
    expect(fact(html, "name")).toMatch(/^>Fjellmaten/)
    expect(fact(html, "name")).toContain("Registeret sier FJELLMAT TEST AS (")
    expect(await rowOf(id)).toMatchObject({ name: "Fjellmaten", municipality: "5025" })
    const again = await post(`${at}/register`)
    expect(again.headers.get("location")).toBe(`${at}?did=same`)
  })

  test("letters alone are no other name, and a page waits for the register only when it is asked to", async () => {
    const { at } = await begun("Fjellmat Test AS", FJELLMAT.replace("011", "151"))
    await register({ orgnr: "319990151", navn: "FJELLMAT TEST AS" })
    await post(`${at}/register`)
    const { html, trips } = await as(kari, at)
    expect(html).not.toContain("Registeret sier")
    expect(trips).toBe(1)
  })

  test.each([
    ["319990097", "busy", "Registeret har det travelt"],
    ["319990119", "away", "Registeret svarer ikke nå"],
    ["319990127", "away", "Registeret svarer ikke nå"],
    ["319990143", "away", "Registeret svarer ikke nå"],
  ])("%s: the register is %s, nothing is written, and the page says so", async (orgnr, did, said) => {
    const { at, id } = await begun(`Firma ${orgnr}`, orgnr)
    const { headers } = await post(`${at}/register`)
    expect(headers.get("location")).toBe(`${at}?did=${did}`)
    expect((await as(kari, `${at}?did=${did}`)).html).toContain(said)
    expect((await logOf(`company:${id}`)).map(({ type }) => type)).toEqual(["registered"])
  })

  test("a number the register does not know is a fact as well", async () => {
    const { at } = await begun("Ukjent", "310002909")
    await post(`${at}/register`)
    expect(fact((await as(kari, at)).html, "unlisted")).toContain("Ja")
    expect((await post(`${at}/register`)).headers.get("location")).toBe(`${at}?did=unlisted`)
  })

  test("bankruptcy marks the cases at once, also those that the asker may not read", async () => {
    const { at, id, ref } = await begun("Konkurs", "319990062")
    await opened("C-9", { companyId: id, hubId: "kyst", access: "restricted", advisorId: kjell.id })
    await post(`${at}/register`)
    expect([(await caseOf(ref))?.alert, (await caseOf("C-9"))?.alert]).toEqual(["bankrupt", "bankrupt"])
    expect((await as(kari, at)).html).toContain("Konkurs, sier registeret.")
  })

  test("without a number there is nothing to ask about", async () => {
    const { at } = await begun("Uten nummer")
    const { status, html } = await post(`${at}/register`)
    expect(status).toBe(422)
    expect(html).toContain('role="alert"')
    expect((await as(kari, at)).html).not.toContain(`${at}/register`)
  })
})

describe("putting a fact right by hand", () => {
  test("shows the hand's and keeps the register's, until it is trusted", async () => {
    const { at, id } = await begun("Fjell A", "319990070")
    await post(`${at}/register`)
    expect((await post(`${at}/facts`, { fact: "employees", value: "12" })).status).toBe(303)
    const { html } = await as(kari, at)
    expect(fact(html, "employees")).toContain("Rådgiver, ")
    expect(fact(html, "employees")).toContain("Registeret sier 7 (")
    expect((await rowOf(id))?.facts.employees).toMatchObject({ advisor: { value: "12" }, register: { value: "7" } })
    await post(`${at}/facts`, { fact: "employees", value: "" })
    expect(fact((await as(kari, at)).html, "employees")).not.toContain("Registeret sier")
    await post(`${at}/facts`, { fact: "name", value: "" })
    expect(await rowOf(id)).toMatchObject({ name: "AVVIKLING TEST AS" })
  })

  test.each([
    ["employees", "mange", "Dette valget finnes ikke"],
    ["municipality", "9999", "Dette valget finnes ikke"],
    ["form", "et aksjeselskap", "Dette valget finnes ikke"],
    ["name", "", "Fyll ut"],
    ["name", "01013950187", "fødselsnummer"],
    ["address", "x".repeat(201), "for lang"],
  ])("%s cannot be %s: the field says so, what was typed stays, nothing is written", async (name, value, said) => {
    const { at, id } = await begun("Feilrettet")
    const { status, html } = await post(`${at}/facts`, { fact: name, value })
    expect(status).toBe(422)
    expect(html).toContain(`id="correct-${name}-problem"`)
    expect(html).toContain(said)
    if (value) expect(html).toContain(`value="${value.slice(0, 40)}`.slice(0, name === "municipality" ? 0 : 46))
    expect((await rowOf(id))?.seq).toBe(1)
  })

  test("what is not a fact that people know is refused", async () => {
    const { at } = await begun("Ikke konkurs")
    expect((await post(`${at}/facts`, { fact: "bankrupt", value: "yes" })).status).toBe(422)
  })
})

test("its sites are asked for on a page of their own, and not kept", async () => {
  const { as, send, build, track, register } = await openWorld()
  const form = {
    hub: "roros",
    company: "F",
    orgnr: FJELLMAT,
    need: "n",
    track,
    access: "hub",
    advisor: "",
    contact: "",
  }
  await as(kari, "/cases", { form: { ...made(), ...form } })
  const [[company]] = await send("read", [build.select().from(t.companies).where(eq(t.companies.orgnr, FJELLMAT))])
  expect((await as(kari, `/companies/${company?.id}/sites`)).html).toContain("FJELLMAT TEST AS AVD OPPDAL")
  await register({ mode: "down" })
  const { status, html } = await as(kari, `/companies/${company?.id}/sites`)
  expect([status, html.includes("Registeret svarer ikke nå.")]).toEqual([200, true])
})

describe("linking a company to its number", () => {
  test("numbers all its open cases: one's own at once, and those that others have, whoever may read them", async () => {
    const { at, id, ref } = await begun("Snart registrert")
    await opened("K-1", { companyId: id, hubId: "kyst", access: "network", advisorId: kjell.id })
    await opened("K-2", { companyId: id, hubId: "kyst", access: "restricted", advisorId: kjell.id })
    expect((await post(`${at}/identification`, { orgnr: "319 990 186" }, nils)).status).toBe(303)
    expect((await rowOf(id))?.orgnr).toBe("319990186")
    for (const one of [ref, "K-1", "K-2"]) expect((await caseOf(one))?.isRegistered).toBe(true)
    expect((await logOf("case:id-K-2")).at(-1)).toMatchObject({ type: "numbered", actorKind: "system" })
    expect((await as(kjell, "/cases/K-2")).html).toContain("Bedriften har fått organisasjonsnummer")
  })

  test("a number that is filled in on one case is no longer missing on the others", async () => {
    const asking = stages.find(({ requires }) => requires.some(({ code }) => code === "company_registered"))
    await opened("K-4", { companyId: "numbered-later", stage: asking?.code ?? "" })
    await opened("K-3", { companyId: "numbered-later", hubId: "kyst", advisorId: kjell.id })
    expect((await post("/cases/K-4/facts", { orgnr: "319990194" })).status).toBe(303)
    expect((await rowOf("numbered-later"))?.orgnr).toBe("319990194")
    expect((await caseOf("K-3"))?.isRegistered).toBe(true)
  })

  test("refuses a number that is another company's, one that is not one, and none", async () => {
    await begun("Den første", "319990178")
    const { at } = await begun("Den andre")
    for (const [orgnr, said] of [
      ["319990178", "hører til en annen bedrift"],
      ["319990179", "ni sifre"],
      ["", "Fyll ut"],
    ]) {
      const { status, html } = await post(`${at}/identification`, { orgnr: orgnr ?? "" })
      expect([status, html.includes(said ?? "")]).toEqual([422, true])
      expect(html).toContain('id="identification-orgnr-problem"')
    }
  })

  test("forgets what the register said of the number it had", async () => {
    const { at, id } = await begun("Feil nummer", "319990135")
    await register({ orgnr: "319990127", navn: "x" })
    await send("write", [build.update(t.companies).set({ orgnr: "319990038" }).where(eq(t.companies.id, id))])
    await post(`${at}/register`)
    expect((await rowOf(id))?.facts.form?.register?.value).toBe("ENK")
    await post(`${at}/identification`, { orgnr: "319990100" })
    expect((await rowOf(id))?.facts.form?.register).toBeUndefined()
  })
})

test("another hub sees the same facts, and nobody outside sees who said what of a company they may not know of", async () => {
  const { at } = await begun("Felles", "319990054")
  expect((await as(gunn, at)).html).toContain('id="fact-name"')
  await opened("S-7", { companyId: "hidden", access: "restricted" })
  expect((await as(gunn, "/companies/hidden")).status).toBe(404)
  expect((await post("/companies/hidden/facts", { fact: "form", value: "AS" }, gunn)).status).toBe(404)
  expect(env.REGISTER_URL).toContain("register.test")
})

test("learning the same twice, or what was never said, is nothing new", () => {
  const company = { ...noCompany("c"), name: "C" }
  expect(learn(company, { employees: null, bankrupt: null }, "register")).toMatchObject({ refusal: "unchanged" })
  expect(correct(company, { fact: "name", value: "" }, [])).toMatchObject({ refusal: "unchanged" })
})
