import { and, count, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm"
import type { Page } from "playwright-core"
import { app } from "#src/app.ts"
import * as t from "#src/db/schema.ts"
import { hashOf } from "#src/intake/private-link.ts"
import { local } from "#src/local/personas.tsx"
import { YEAR } from "../year.ts"
import { choose } from "./choose.ts"
import { type Demo, nameOf } from "./demo.ts"

/** A page as someone sees it. */
export type Seen = {
  name: string
  /** As the program names it, once for each. */
  route?: string
  path: string
  /** Null is who has not signed in. */
  who: string | null
  /** 200 unless said. */
  status?: number
  /** What brings it into a state that no address leads to. */
  arrive?: (page: Page) => Promise<unknown>
}

/** Every route that can be opened. `/` and `/health` are no pages, nor is a file for a calendar or any other. */
export const ROUTES = [...app.routes, ...local.routes]
  .filter(({ method, path }) => method === "GET" && !path.endsWith("*") && path !== "/" && path !== "/health")
  .filter(({ path }) => !path.endsWith("/calendar") && !path.endsWith("/files/:id"))
  .map(({ path }) => path)

/** Every page of the program, as each who sees it differently sees it, and the states that no address leads to. */
export async function pagesOf(demo: Demo): Promise<Seen[]> {
  const known = await find(demo)
  await openEmptyHub(demo)
  await linkTo(demo, [known.enquiry, known.answered])
  await putDownLists(demo)
  const { own, waiting, ended, read, basics, restricted, enquiry, listed, answered, lars, company, stage } = known
  const { differing, bankrupt } = await findTold(demo)
  const many = [own, waiting, ended, basics, "none"]
  return [
    { name: "the public form", route: "/enquiry", path: "/enquiry?lang=nb", who: null },
    { name: "the public form in English", path: "/enquiry?lang=en", who: null },
    { name: "a hub's own form", route: "/n/:hub", path: "/n/roros", who: null },
    { name: "a hub's own form in nynorsk", route: "/n/:hub/:lang", path: "/n/roros/nn", who: null },
    { name: "the public form with hits", path: "/enquiry?lang=nb", who: null, arrive: findCompany },
    { name: "the way back from a half-filled form", route: "/enquiry/draft", path: "/enquiry/draft", who: null },
    { name: "what looks like spam", route: "/inbox/suspected", path: "/inbox/suspected", who: "kjersti" },
    {
      name: "a hub's form, to change",
      route: "/network/hubs/:id/form",
      path: "/network/hubs/roros/form",
      who: "kjersti",
    },
    { name: "a hub's form, to read", path: "/network/hubs/roros/form", who: "lars" },
    { name: "a poster", route: "/network/hubs/:id/poster", path: "/network/hubs/roros/poster", who: "lars" },
    { name: "the receipt", route: "/enquiry/received/:ref", path: `/enquiry/received/${enquiry}`, who: null },
    {
      name: "one's own enquiry",
      route: "/enquiry/status/:ref/:secret",
      path: `/enquiry/status/${enquiry}/${SECRETS[0]}`,
      who: null,
      arrive: openAll,
    },
    { name: "one's own enquiry, answered", path: `/enquiry/status/${answered}/${SECRETS[1]}`, who: null },
    { name: "a lost link", route: "/enquiry/link", path: "/enquiry/link", who: null },
    { name: "a lost link, refused", path: "/enquiry/link?lang=nb", who: null, arrive: press("Send ny lenke") },
    { name: "a new link is sent", route: "/enquiry/link/sent", path: "/enquiry/link/sent", who: null },
    { name: "sign-in", route: "/auth", path: "/auth", who: null },
    { name: "the link is sent", route: "/auth/links", path: "/auth/links", who: null },
    { name: "the link is opened", route: "/auth/session", path: "/auth/session?token=tried", who: null },
    { name: "the demo's people", route: "/local", path: "/local", who: null },
    { name: "caught mail", route: "/local/mail", path: "/local/mail", who: null },

    { name: "an advisor's board", route: "/cases", path: "/cases", who: "lars" },
    { name: "a manager's board, filtered", path: "/cases?turn=company&stale=1", who: "kjersti" },
    { name: "a board in nynorsk", path: "/cases?track=commercialisation", who: "ragnhild" },
    { name: "a board without cases", path: "/cases", who: "jo" },
    { name: "an inbox without enquiries", path: "/inbox", who: "jo" },
    { name: "a board by advisor", path: "/cases?group=advisor", who: "kjersti" },
    { name: "a board by municipality, close together", path: "/cases?group=municipality&density=compact", who: "lars" },
    { name: "a list", path: "/cases?show=list", who: "lars" },
    {
      name: "a list with every column",
      path: "/cases?show=list&columns=stage,advisor,turn,age,next,place,since,missing,access&sort=company",
      who: "kjersti",
    },
    { name: "a list, every form open", path: "/cases?show=list&turn=company", who: "lars", arrive: openAll },
    { name: "an advisor's day", route: "/day", path: "/day", who: "lars" },
    { name: "a day without cases", path: "/day", who: "jo" },
    { name: "a day without coverage", route: "/day/offline", path: "/day", who: "lars", arrive: keptDay },
    { name: "choosing the case one has met", route: "/log", path: "/log", who: "lars" },
    { name: "after the meeting, every form open", path: `/log?case=${own}`, who: "lars", arrive: openAll },
    { name: "one's own case, only what was said", path: `/cases/${own}?only=talk`, who: "lars" },
    { name: "a search", route: "/search", path: "/search?q=as", who: "lars" },
    { name: "a search for nothing", path: "/search?q=qqqq", who: "ragnhild" },
    { name: "the box that finds, open", path: "/cases", who: "lars", arrive: seek },
    { name: "saved views", route: "/cases/views", path: "/cases/views?view=turn%3Dcompany", who: "kjersti" },
    { name: "a new case", route: "/cases/new", path: "/cases/new", who: "lars" },
    { name: "one's own case", route: "/cases/:ref", path: `/cases/${own}`, who: "lars" },
    { name: "a case that waits", path: `/cases/${waiting}`, who: "lars" },
    { name: "a case that has ended", path: `/cases/${ended}`, who: "lars" },
    { name: "a restricted case", path: `/cases/${restricted}`, who: "kjersti" },
    { name: "another hub's case, to read", path: `/cases/${read}`, who: "lars" },
    { name: "another hub's case, in basics", path: `/cases/${basics}`, who: "lars" },
    { name: "moving a case", route: "/cases/:ref/stage", path: `/cases/${own}/stage`, who: "lars" },
    {
      name: "changes on a board",
      route: "/cases/changes",
      path: "/cases/changes?since=0&track=business_development",
      who: "lars",
    },
    { name: "changes of a case", route: "/cases/:ref/changes", path: `/cases/${own}/changes?since=0`, who: "lars" },
    { name: "a case's past", route: "/cases/:ref/past", path: `/cases/${own}/past?on=2026-05-01`, who: "lars" },
    { name: "a case's past, on no day", path: `/cases/${own}/past?on=31.02.2026`, who: "lars" },
    { name: "sharing a case", route: "/cases/:ref/naming", path: `/cases/${own}/naming`, who: "lars" },

    { name: "the privacy notice", route: "/about/privacy", path: "/about/privacy?lang=nb", who: null },
    { name: "the privacy notice in English", path: "/about/privacy?lang=en", who: null },
    { name: "accessibility", route: "/about/accessibility", path: "/about/accessibility?lang=nn", who: null },
    { name: "notices", route: "/notices", path: "/notices", who: "lars" },
    { name: "what is new", route: "/changes", path: "/changes?since=monday", who: "lars" },
    { name: "what is new in a hub, as its manager sees it", path: "/changes?since=monday", who: "kjersti" },
    { name: "what is new since no day", path: "/changes?since=31.02.2026", who: "lars" },
    { name: "no notices", path: "/notices", who: "auditor" },
    { name: "an ended calendar", route: "/calendar/:file", path: "/calendar/none.ics", who: null, status: 404 },
    { name: "what each key does", route: "/keys", path: "/keys", who: "lars" },
    { name: "the first day", route: "/guide", path: "/guide", who: "lars" },

    { name: "areas", route: "/areas", path: "/areas", who: "lars" },
    { name: "areas of another day, as the owner sees them", path: "/areas?on=2019-06-03", who: "owner" },
    { name: "an area, every form open", route: "/areas/:code", path: "/areas/5057", who: "owner", arrive: openAll },
    { name: "an area of a split municipality", path: "/areas/5012", who: "auditor" },
    { name: "what a change of an area leads to", path: "/areas/5057", who: "owner", arrive: lookAhead },
    { name: "an area, refused", path: "/areas/5058", who: "owner", arrive: refuseArea },
    {
      name: "changes of municipalities",
      route: "/areas/changes",
      path: "/areas/changes?from=2026-01-01",
      who: "owner",
    },
    { name: "the hubs", route: "/network/hubs", path: "/network/hubs", who: "lars" },
    { name: "opening a hub", path: "/network/hubs", who: "owner", arrive: openAll },
    { name: "a hub", route: "/network/hubs/:id", path: "/network/hubs/roros", who: "lars" },
    { name: "a hub that the owner could close", path: "/network/hubs/kyst", who: "owner" },
    { name: "many cases, chosen", path: "/cases", who: "lars", arrive: (page) => choose(page, many, "wait") },
    { name: "many cases, without an act", path: "/cases", who: "lars", arrive: (page) => choose(page, many, "") },
    { name: "many cases, shown before they move", path: "/cases", who: "lars", arrive: showMany(many) },
    { name: "many cases, moved", path: "/cases", who: "lars", arrive: moveMany(many) },

    { name: "an advisor's inbox", route: "/inbox", path: "/inbox", who: "lars" },
    { name: "the programme owner's inbox", path: "/inbox", who: "owner" },
    { name: "who called", route: "/inbox/new", path: "/inbox/new", who: "lars" },
    { name: "who called, refused", path: "/inbox/new", who: "lars", arrive: press("Skriv inn") },
    { name: "an inbox of those who were asked", path: "/inbox?view=asked", who: "lars" },
    { name: "an enquiry", route: "/inbox/:ref", path: `/inbox/${enquiry}`, who: "lars" },
    { name: "an enquiry on the network's list", path: `/inbox/${listed}`, who: "owner" },
    { name: "an enquiry that is answered", path: `/inbox/${answered}?view=answered`, who: "lars" },

    { name: "the network", route: "/network", path: "/network", who: "lars" },
    { name: "the network, as a manager sees it", path: "/network?track=commercialisation", who: "kjersti" },
    { name: "the network's cases", route: "/network/cases", path: "/network/cases?phase=mapping", who: "lars" },
    { name: "a hub's cases, as the owner sees them", path: "/network/cases?hub=roros&stage=none", who: "owner" },
    { name: "the network's cases, as an auditor sees them", path: "/network/cases", who: "auditor" },

    { name: "the stages", route: "/programme/stages", path: "/programme/stages", who: "lars" },
    { name: "the stages, to change", path: "/programme/stages", who: "owner" },
    { name: "the stages as they were", path: "/programme/stages?on=2020-01-01", who: "owner" },
    { name: "a new stage", route: "/programme/stages/new", path: "/programme/stages/new", who: "owner" },
    {
      name: "a stage, for all to read",
      route: "/programme/stages/:code",
      path: `/programme/stages/${stage}`,
      who: "lars",
    },
    { name: "a stage, every form open", path: `/programme/stages/${stage}`, who: "owner", arrive: openAll },
    {
      name: "retiring a stage",
      route: "/programme/stages/:code/retirement",
      path: `/programme/stages/${stage}/retirement`,
      who: "owner",
    },
    { name: "what another limit would do", path: `/programme/stages/${stage}`, who: "owner", arrive: previewLimit },
    { name: "overrides", route: "/network/overrides", path: "/network/overrides", who: "owner" },
    { name: "a hub's overrides", path: "/network/overrides?hub=roros", who: "kjersti" },
    { name: "a stage", route: "/network/stages/:code", path: `/network/stages/${stage}`, who: "lars" },
    {
      name: "a stage over all time, as an auditor sees it",
      path: `/network/stages/${stage}?period=ever`,
      who: "auditor",
    },
    {
      name: "the cases behind a stage's time",
      route: "/network/stages/:code/cases",
      path: `/network/stages/${stage}/cases?period=ever`,
      who: "lars",
    },
    { name: "a company", route: "/companies/:id", path: `/companies/${company}`, who: "lars" },
    { name: "a company, every form open", path: `/companies/${company}`, who: "lars", arrive: openAll },
    { name: "a company of which people and the register say otherwise", path: `/companies/${differing}`, who: "lars" },
    { name: "a case of a company that is bankrupt", path: `/cases/${bankrupt}`, who: "lars" },
    {
      name: "companies looked up",
      route: "/companies/register",
      path: "/companies/register?text=test",
      who: "lars",
    },
    { name: "a company's sites", route: "/companies/:id/sites", path: `/companies/${differing}/sites`, who: "lars" },
    { name: "a new case, with hits from the register", path: "/cases/new?text=test", who: "lars" },
    { name: "a new case, chosen from the register", path: "/cases/new?orgnr=319990011", who: "lars" },
    { name: "an enquiry, the register away", path: `/inbox/${enquiry}?text=nede`, who: "lars" },
    {
      name: "a company, as its hub's manager sees it",
      path: `/companies/${differing}`,
      who: "kjersti",
      arrive: openAll,
    },
    {
      name: "companies that may be one",
      route: "/companies/duplicates",
      path: "/companies/duplicates",
      who: "kjersti",
    },
    {
      name: "two companies, before they are merged",
      route: "/companies/:id/merger",
      path: `/companies/${differing}/merger?from=${company}`,
      who: "kjersti",
    },
    {
      name: "what a company was merged with",
      route: "/companies/:id/merges",
      path: `/companies/${differing}/merges`,
      who: "kjersti",
    },
    { name: "the tags", route: "/programme/tags", path: "/programme/tags", who: "owner", arrive: openAll },
    { name: "a company, as the owner sees it", path: `/companies/${company}`, who: "owner" },

    { name: "a manager's people", route: "/people", path: "/people", who: "kjersti" },
    { name: "everybody", path: "/people", who: "owner" },
    { name: "inviting", route: "/people/invitation", path: "/people/invitation", who: "kjersti" },
    { name: "a person", route: "/people/:id", path: `/people/${lars}`, who: "kjersti" },
    {
      name: "ending a membership",
      route: "/people/:id/departure",
      path: `/people/${lars}/departure?role=roros:advisor`,
      who: "kjersti",
    },
    { name: "old lists", route: "/import", path: "/import", who: "kjersti" },
    { name: "old lists, without a file", path: "/import", who: "kjersti", arrive: press("Les filen") },
    { name: "an old list's columns", route: "/import/:id", path: "/import/mapping?step=mapping", who: "kjersti" },
    { name: "an old list, tried", path: "/import/checked", who: "kjersti" },
    { name: "what was taken out", route: "/import/exports", path: "/import/exports", who: "owner" },
    { name: "oneself", route: "/me", path: "/me", who: "lars" },

    { name: "nothing, for a visitor", path: "/nowhere", who: null, status: 404 },
    { name: "nothing, for who works here", path: "/cases/none", who: "lars", status: 404 },
    { name: "what one may not", path: `/cases/${read}/naming`, who: "lars", status: 403 },
    { name: "the public form, refused", path: "/enquiry?lang=nb", who: null, arrive: press("Send") },
    { name: "a board with a menu open", path: "/cases?turn=company", who: "lars", arrive: openMenu },
    { name: "a board with a card's fields open", path: "/cases", who: "lars", arrive: openFields },
    { name: "a board that just saw a move", path: `/cases?turn=company&moved=${own}`, who: "lars" },
    { name: "a board where nothing fits", path: "/cases?text=xyzzy", who: "lars" },
    { name: "a new case, refused", path: "/cases/new", who: "lars", arrive: press("Åpne saken") },
    { name: "one's own case, every form open", path: `/cases/${own}`, who: "lars", arrive: openAll },
    { name: "two who change the same", path: `/cases/${own}`, who: "lars", arrive: collide(demo, `/cases/${own}`) },
    { name: "the public form, the database away", path: "/enquiry?lang=nb", who: null, arrive: sendNowhere(demo) },
    { name: "an enquiry, every answer open", path: `/inbox/${enquiry}`, who: "lars", arrive: openAll },
  ]
}

/** The day as a browser keeps it, every form open. */
async function keptDay(page: Page) {
  const { page: kept } = (await (await page.request.get("/day/offline")).json()) as { page: string }
  await page.setContent(kept)
  await openAll(page)
}

/** Two lists that wait to be brought in: one whose columns are not chosen yet, one of which a row is wrong. */
async function putDownLists({ database: { build, send } }: Demo) {
  const head = ["Firma", "Kommune", "Merknad"]
  const source = { kind: "csv", encoding: "windows-1252", separator: ";" } as const
  const choices = { mapping: ["company", "municipality", ""], track: "business_development", overwrite: false } as const
  const list = { hubId: "roros", personId: "kjersti", head, signature: "", source, choices, total: 2 }
  const fresh = { company: "new", by: null, learned: [], kept: [], contact: "new", case: "new", lacks: 2 } as const
  const wrong = [{ column: 1, code: "unknown_municipality", about: "Andeby" }] as const
  await send("write", [
    build.insert(t.imports).values([
      { ...list, id: "mapping", file: "gamle saker.csv", state: "mapping", startedAt: new Date() },
      { ...list, id: "checked", file: "bedrifter.csv", state: "checked", startedAt: new Date() },
    ]),
    build.insert(t.importRows).values([
      { importId: "mapping", nth: 2, cells: ["Vindfang", "Røros", "Ring i mai"], state: "waiting" },
      {
        importId: "checked",
        nth: 2,
        cells: ["Vindfang", "Røros", ""],
        state: "waiting",
        told: { state: "does", ...fresh },
      },
      {
        importId: "checked",
        nth: 3,
        cells: ["Solgrep", "Andeby", ""],
        state: "wrong",
        told: { state: "wrong", wrong },
      },
    ]),
  ])
}

/** Cases, an enquiry and a person of the demo, each with what makes it worth looking at. */
async function find({ database: { build, send } }: Demo) {
  const { cases, enquiries } = t
  const kase = (...of: Parameters<typeof and>) =>
    build
      .select({ ref: cases.ref })
      .from(cases)
      .where(and(...of))
      .orderBy(desc(cases.seq))
      .limit(1)
  const asked = (...of: Parameters<typeof and>) =>
    build
      .select({ ref: enquiries.ref })
      .from(enquiries)
      .where(and(...of))
      .orderBy(enquiries.ref)
      .limit(1)
  const ours = eq(cases.hubId, "roros")
  const theirs = and(eq(cases.hubId, "kyst"), isNull(cases.endedOn))
  const lars = build
    .select({ id: t.people.id })
    .from(t.people)
    .where(eq(t.people.name, nameOf("lars")))
  const his = eq(cases.advisorId, lars)
  const found = await send("read", [
    kase(ours, his, isNull(cases.endedOn)),
    kase(ours, isNull(cases.endedOn), isNotNull(cases.until)),
    kase(ours, isNotNull(cases.endedOn)),
    kase(theirs, eq(cases.access, "network")),
    kase(theirs, eq(cases.access, "hub")),
    kase(ours, isNull(cases.endedOn), eq(cases.access, "restricted")),
    asked(eq(enquiries.hubId, "roros"), eq(enquiries.state, "waiting")),
    asked(isNull(enquiries.hubId), eq(enquiries.state, "waiting")),
    asked(eq(enquiries.hubId, "roros"), eq(enquiries.state, "accepted")),
    lars,
    build
      .select({ id: cases.companyId })
      .from(cases)
      .where(ours)
      .groupBy(cases.companyId)
      .orderBy(desc(count(cases.id)))
      .limit(1),
    build
      .select({ id: t.spells.stage })
      .from(t.spells)
      .groupBy(t.spells.stage)
      .orderBy(desc(count(t.spells.id)))
      .limit(1),
  ])
  const first = found.map(([row], i) => {
    if (!row) throw new Error(`the demo has nothing for ${i}`)
    return "ref" in row ? row.ref : row.id
  })
  const [own, waiting, ended, read, basics, restricted, enquiry, listed, answered, id, company, stage] = first as Twelve
  return { own, waiting, ended, read, basics, restricted, enquiry, listed, answered, lars: id, company, stage }
}

/** A company of which people and the register say otherwise, and a case whose company is bankrupt. */
async function findTold({ database: { build, send } }: Demo) {
  const { cases, companies } = t
  const ours = and(eq(cases.hubId, "roros"), isNull(cases.endedOn))
  const [rows, [gone]] = await send("read", [
    build
      .select({ id: companies.id, facts: companies.facts })
      .from(companies)
      .innerJoin(cases, eq(cases.companyId, companies.id))
      .where(ours),
    build
      .select({ ref: cases.ref })
      .from(cases)
      .where(and(ours, isNotNull(cases.alert)))
      .limit(1),
  ])
  const differing = rows.find(({ facts: { employees } }) => employees?.advisor && employees.register)?.id ?? ""
  return { differing, bankrupt: gone?.ref ?? "" }
}

/** A hub that just opened, where Jo now works. */
/** Makes enquiries open to whoever has the secret. */
async function linkTo({ database: { build, send } }: Demo, refs: readonly string[]) {
  const [found] = await send("read", [
    build
      .select({ id: t.enquiries.id, ref: t.enquiries.ref })
      .from(t.enquiries)
      .where(inArray(t.enquiries.ref, [...refs])),
  ])
  const links = found.map(async ({ id, ref }) => ({
    hash: await hashOf(SECRETS[refs.indexOf(ref)] ?? ""),
    enquiryId: id,
  }))
  await send("write", [build.insert(t.privateLinks).values(await Promise.all(links))])
}

async function openEmptyHub({ database: { build, send } }: Demo) {
  const [[hub]] = await send("read", [build.select().from(t.hubs).where(eq(t.hubs.id, "roros"))])
  if (!hub) throw new Error("no hub to make another like")
  const jo = build
    .select({ id: t.people.id })
    .from(t.people)
    .where(eq(t.people.name, nameOf("jo")))
  await send("write", [
    build.insert(t.hubs).values({ ...hub, id: "new", name: "Nye Næringshage", shortName: "Nye", prefix: "NY" }),
    build.update(t.memberships).set({ hubId: "new" }).where(eq(t.memberships.personId, jo)),
  ])
}

const SECRETS = ["A".repeat(32), "B".repeat(32)]

type Twelve = [string, string, string, string, string, string, string, string, string, string, string, string]

function press(button: string) {
  return async (page: Page) => {
    await page.getByRole("button", { name: button, exact: true }).click()
    await page.locator("[aria-invalid=true]").first().waitFor()
  }
}

/** The next step is changed after the page was made, and then from the page. */
function collide({ post }: Demo, address: string) {
  return async (page: Page) => {
    await post(page, `${address}/next-step`, { nextStep: "Ringe", nextOn: `${YEAR}-01-02` })
    await openAll(page)
    await page.locator("#plan-step").fill("Et annet steg")
    await page.locator("#plan-on").fill(`${YEAR}-01-03`)
    await page.locator("#next-step").getByRole("button", { name: "Lagre" }).click()
    await page.locator("#conflict").waitFor()
  }
}

function sendNowhere({ withoutDatabase }: Demo) {
  return (page: Page) =>
    withoutDatabase(async () => {
      await page.getByLabel("Hva vil du ha hjelp til?").fill("Salg i Tyskland")
      await page.getByLabel("Kommune").selectOption({ label: "Røros" })
      await page.getByLabel("Navnet ditt").fill("Maja Fjell")
      await page.getByLabel("E-post").fill("maja@fjellvarp.example")
      await page.getByLabel("Den er ikke registrert ennå").check()
      await page.getByRole("button", { name: "Send" }).click()
      await page.getByText("Databasen svarer ikke.").waitFor()
    })
}

async function findCompany(page: Page) {
  await page.getByLabel("Bedriften din").fill("fjellmat")
  await page.getByRole("radio", { name: /^FJELLMAT TEST AS/ }).waitFor()
}

async function fillArea(page: Page, day: string) {
  await openAll(page)
  await page.locator("#giving-hub").selectOption({ label: "Kyst" })
  await page.locator("#giving-from").fill(day)
  await page.locator("#giving-reason").fill("Avtalt i møtet")
  await page
    .locator("form", { has: page.locator("#giving-hub") })
    .getByRole("button", { name: "Se hva det fører til" })
    .click()
}

async function lookAhead(page: Page) {
  await fillArea(page, "2028-01-01")
  await page.locator("#preview").waitFor()
}

async function refuseArea(page: Page) {
  await fillArea(page, "2019-01-01")
  await page.locator("[aria-invalid=true]").first().waitFor()
}

function showMany(refs: readonly string[]) {
  return async (page: Page) => {
    await choose(page, refs, "move")
    await page.getByLabel("Til hvilken fase?").selectOption({ index: 1 })
    await page.getByLabel("Hvorfor?").fill("Vi begynner på nytt.")
    await page.getByRole("button", { name: "Se hva som skjer" }).click()
    await page.locator("#left-name").waitFor()
  }
}

function moveMany(refs: readonly string[]) {
  return async (page: Page) => {
    await showMany(refs)(page)
    await page.getByRole("button", { name: /^Flytt \d/ }).click()
    await page
      .getByText(/er flyttet$/)
      .first()
      .waitFor()
  }
}

const openMenu = (page: Page) => page.locator(".board .card:visible summary").first().click()

async function openFields(page: Page) {
  await page
    .locator(".board .card:visible")
    .getByRole("link", { name: /^Mangler/ })
    .first()
    .click()
  await page.locator(".fill form").waitFor()
}

async function previewLimit(page: Page) {
  await openAll(page)
  await page.locator("#limit-limitDays").fill("2")
  await page.locator("form[action$='/limit']").getByRole("button").click()
  await page.getByRole("button", { name: "Lagre endringen" }).waitFor()
}

async function openAll(page: Page) {
  const closed = page.locator("main details:not([open])")
  await closed.evaluateAll((all) => {
    for (const one of all) {
      one.removeAttribute("name")
      one.open = true
    }
  })
}

async function seek(page: Page) {
  await page.keyboard.press("Control+k")
  await page.keyboard.type("as")
  await page.locator("#found [role=option]").first().waitFor()
}
