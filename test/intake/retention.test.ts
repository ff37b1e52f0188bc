import { afterEach, describe, expect, test, vi } from "vitest"
import { applyToEnquiry, type EnquiryEvent, noEnquiry } from "#src/core/enquiry.ts"
import { everyHour } from "#src/http/scheduled.ts"
import { kari, kjell } from "#test/people.ts"
import { made, openWorld } from "#test/world.ts"
import { openIntake } from "./helpers.ts"

const world = await openWorld()
const { as, env, logOf, track } = world
const { enquire, findEnquiry } = openIntake(world)

const PERSON = { contact: "Gudrun Glemsom", email: "gudrun@glemsom.example", phone: "902 34 567" }
const WORDS = ["Gudrun", "glemsom", "90234567", "Vadmelsverkstedet", "vadmel", "Beklager"]
const dump = async () => (await fetch(`${env.DATABASE_URL}/dump`)).text()

const doing = (who: typeof kari | null, path: string, form: Record<string, string>) =>
  as(who, path, { form: { ...made(), ...form } })
const on = (day: string) => vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${day}T12:00:00Z`) })
/** The hour's work, as it is done on a day. */
const hourOf = async (day: string) => everyHour(env, on(day) && new Date())
afterEach(() => void vi.useRealTimers())

async function enquired(n: number) {
  const need = `Vi vil veve vadmel på Røros, og trenger et sted. Rull ${n}.`
  const it = await enquire({ company: "Vadmelsverkstedet", need, ...PERSON })
  const secret = /receipt=([\w-]+)/.exec(it.headers.get("set-cookie") ?? "")?.[1] ?? ""
  return { ...it, at: `/enquiry/status/${it.ref}/${secret}`, id: it.enquiry?.id ?? "" }
}

describe("what became no case", () => {
  test("is erased a year after the last that happened, as people are told; no word of it is left, and it replays", async () => {
    on("2024-01-10")
    const waits = await enquired(1)
    const refused = await enquired(2)
    const asked = await enquired(3)
    const letter = "Beklager, dette kan vi ikke hjelpe med."
    await doing(kari, `/inbox/${asked.ref}/question`, { question: "Hvor mye vadmel, Gudrun?" })
    on("2024-02-01")
    await doing(kari, `/inbox/${refused.ref}/handover`, { to: "kyst", reason: "Gudrun bor der nå" })
    await doing(kjell, `/inbox/${refused.ref}/refusal`, {
      closeReason: "declined_capacity",
      reason: "Gudrun ringte",
      letter,
    })
    expect((await findEnquiry(refused.ref))?.state).toBe("declined")
    const before = await dump()
    for (const word of WORDS) expect(before).toContain(word)

    await hourOf("2025-01-09")
    expect((await findEnquiry(waits.ref))?.state).toBe("waiting")
    await hourOf("2025-01-10")
    const states = async () =>
      Promise.all([waits, asked, refused].map(async ({ ref }) => (await findEnquiry(ref))?.state))
    expect(await states()).toEqual(["expired", "expired", "declined"])
    expect((await as(null, refused.at)).status).toBe(200)
    await hourOf("2025-02-01")
    expect(await states()).toEqual(["expired", "expired", "expired"])

    const after = await dump()
    for (const word of WORDS) expect(after).not.toContain(word)
    expect(after).not.toContain("INSERT INTO private_links")
    for (const { ref, id, at } of [waits, asked, refused]) {
      const row = await findEnquiry(ref)
      const log = await logOf(`enquiry:${id}`)
      expect(row).toEqual(
        log.reduce((one, { data, onDate }) => applyToEnquiry(one, data as EnquiryEvent, onDate), noEnquiry(id)),
      )
      expect((await as(null, at)).status).toBe(404)
      expect((await doing(null, `${at}/withdrawal`, {})).status).toBe(404)
    }
    const { html } = await as(kjell, `/inbox/${refused.ref}`)
    expect(html).toContain("ingen var i kontakt på et år")
    expect(html).not.toContain("/refusal")
    expect((await as(kari, "/inbox?view=answered")).html).toContain("slettet etter et år")
    expect((await hourOf("2025-02-02")).erased).toBe(0)
  })

  test("is erased however many there are, and by two at once each of them once", async () => {
    on("2024-03-01")
    const all = []
    for (let n = 0; n < 27; n++) all.push(await enquired(10 + n))
    on("2025-06-01")
    await Promise.all([everyHour(env, new Date()), everyHour(env, new Date())])
    for (const { ref, id } of all) {
      expect((await findEnquiry(ref))?.state).toBe("expired")
      expect((await logOf(`enquiry:${id}`)).filter(({ type }) => type === "expired")).toHaveLength(1)
    }
  })

  test("of what became a case nothing is erased", async () => {
    on("2024-01-10")
    const { ref } = await enquired(4)
    const given = { hub: "roros", company: "Vadmelsverkstedet", need: "Vev", track, access: "hub", advisor: kari.id }
    await doing(kari, `/inbox/${ref}/acceptance`, given)
    await hourOf("2030-01-10")
    expect(await findEnquiry(ref)).toMatchObject({ state: "accepted", contact: PERSON.contact })
  })
})
