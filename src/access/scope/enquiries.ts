import {
  and,
  between,
  eq,
  getTableColumns,
  inArray,
  isNotNull,
  isNull,
  ne,
  notInArray,
  type SQL,
  sql,
} from "drizzle-orm"
import type { Enquiry } from "#src/core/enquiry.ts"
import { NETWORK } from "#src/core/person.ts"
import type { RouteReason } from "#src/core/routing.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, together, WORKERS } from "./ground.ts"

/** Enquiries: a hub's inbox, the network's list, and what was sent on. */
export function enquiryRelations({ select, hubs, proof, leads, existing, keys }: Ground) {
  const inbox = (hub: Given) =>
    select(ENQUIRY)
      .from(t.enquiries)
      .where(and(eq(t.enquiries.hubId, hub), proof(eq(t.memberships.hubId, hub), roles(...WORKERS))))
      .$dynamic()
  const unrouted = () =>
    select(ENQUIRY)
      .from(t.enquiries)
      .where(and(isNull(t.enquiries.hubId), notInArray(t.enquiries.state, APART), proof(roles("manager", "owner"))))
      .$dynamic()
  const suspected = () =>
    select(ENQUIRY)
      .from(t.enquiries)
      .where(and(isNull(t.enquiries.hubId), inArray(t.enquiries.state, APART), proof(roles("manager", "owner"))))
  const sentBy = (hub: Given, right: SQL) =>
    select(STUB)
      .from(t.enquiries)
      .where(and(eq(t.enquiries.sentBy, hub), right))
      .$dynamic()
  const sentByHub = (hub: Given) => sentBy(hub, proof(eq(t.memberships.hubId, hub), roles(...WORKERS)))
  const enquiries = () => together(unrouted(), ...hubs.map(inbox)).as("inbox")

  return {
    /** Enquiries at one's own hubs; for those who lead, also the network's list. */
    get enquiries() {
      return enquiries()
    },
    /** What looks like spam: whoever leads looks through it. It is in no inbox and no count. */
    get suspected() {
      return suspected().as("suspected")
    },
    /** How many were answered as a success by the hidden field, on which days. */
    get trapped() {
      return select({ name: t.marks.name, n: t.marks.n })
        .from(t.marks)
        .where(and(between(t.marks.name, "trapped:", "trapped;"), proof(roles("manager", "owner"))))
        .as("trapped")
    },
    /** What was sent on from there: that it exists, where it went and what became of it. */
    get enquiriesSent() {
      const fromList = sentBy(NETWORK, proof(roles("manager", "owner")))
      return together(fromList, ...hubs.map(sentByHub)).as("enquiries_sent")
    },
    /** All cases that one may know of, of the company whose number an enquiry gave. */
    casesOfEnquirer: (ref: Given) => {
      const known = existing().as("known")
      const enquiry = enquiries()
      const number = select({ orgnr: enquiry.orgnr }).from(enquiry).where(eq(enquiry.ref, ref))
      const same = select({ id: t.companies.id }).from(t.companies).where(eq(t.companies.orgnr, number))
      return select().from(known).where(eq(known.companyId, same))
    },
    /** Companies that are called the same, but for their form and how letters are written. */
    namesakesOf: (ref: Given) => {
      const { companies } = t
      const enquiry = enquiries()
      const folded = select({ folded: enquiry.folded }).from(enquiry).where(eq(enquiry.ref, ref))
      return select({ id: companies.id, name: companies.name, orgnr: companies.orgnr, place: t.municipalities.name })
        .from(companies)
        .leftJoin(t.municipalities, eq(t.municipalities.code, companies.municipality))
        .where(
          and(
            eq(companies.folded, folded),
            ne(companies.folded, ""),
            isNull(companies.mergedInto),
            proof(roles(...WORKERS)),
          ),
        )
        .limit(FEW)
    },
    /** Contacts with the same address or phone, of cases that one may read in full. */
    acquaintancesOf: (ref: Given) => {
      const { contacts } = t
      const kase = keys().as("known_through")
      const by = (column: "email" | "phone") => {
        const enquiry = enquiries()
        const given = select({ given: enquiry[column] }).from(enquiry).where(eq(enquiry.ref, ref))
        return select({
          name: contacts.name,
          companyId: contacts.companyId,
          company: t.companies.name,
          by: sql<"email" | "phone">`${column}`.as("by"),
        })
          .from(contacts)
          .innerJoin(kase, eq(kase.id, contacts.caseId))
          .innerJoin(t.companies, eq(t.companies.id, contacts.companyId))
          .where(and(eq(contacts[column], given), isNotNull(contacts[column])))
          .$dynamic()
      }
      return together(by("email"), by("phone")).limit(FEW)
    },
    /** Enquiries that one may read with the very same text. */
    sameText: (ref: Given) => {
      const need = sql`(select ${t.enquiries.need} from ${t.enquiries} where ${eq(t.enquiries.ref, ref)})`
      const isSame = sql`substr(${t.enquiries.need}, 1, 80) = substr(${need}, 1, 80) and ${t.enquiries.need} = ${need}
        and ${t.enquiries.need} <> '' and ${t.enquiries.ref} <> ${ref}`
      // The plus leaves the index of hubs aside: of one text there are few.
      const at = (hub: Given) =>
        select({ ref: t.enquiries.ref, receivedOn: t.enquiries.receivedOn, company: t.enquiries.company })
          .from(t.enquiries)
          .where(
            and(isSame, sql`+${t.enquiries.hubId} = ${hub}`, proof(eq(t.memberships.hubId, hub), roles(...WORKERS))),
          )
          .$dynamic()
      return together(...hubs.map(at)).limit(FEW)
    },
    /** Who has open cases from the place of an enquiry, in its hub; of many cases, the first that need attention. */
    localAdvisors: (ref: Given) => {
      const { cases } = t
      const enquiry = enquiries()
      const home = select({ hubId: enquiry.hubId }).from(enquiry).where(eq(enquiry.ref, ref))
      const place = select({ municipality: enquiry.municipality }).from(enquiry).where(eq(enquiry.ref, ref))
      const some = select({ advisorId: cases.advisorId })
        .from(cases)
        .where(and(eq(cases.hubId, home), eq(cases.municipality, place), isNull(cases.endedOn)))
        .limit(LOCAL)
        .as("some")
      return select({ advisorId: some.advisorId }).from(some).groupBy(some.advisorId)
    },
    /** The one that a private link was just made for, wherever it went: whoever let it through writes to them. */
    linkedTo: (hash: string) =>
      select({
        ref: t.enquiries.ref,
        hub: t.hubs.name,
        dueOn: t.enquiries.dueOn,
        email: t.enquiries.email,
        language: t.enquiries.language,
      })
        .from(t.privateLinks)
        .innerJoin(t.enquiries, eq(t.enquiries.id, t.privateLinks.enquiryId))
        .leftJoin(t.hubs, eq(t.hubs.id, t.enquiries.hubId))
        .where(and(eq(t.privateLinks.hash, hash), leads())),
    /** The act that made it a case or part of one, and the contact that it made known. */
    answerOf: (ref: Given) => {
      const enquiry = enquiries()
      const id = select({ id: enquiry.id }).from(enquiry).where(eq(enquiry.ref, ref))
      const { events } = t
      const contact = sql<string | null>`(select known.data ->> '$.contactId' from ${events} as known
        where known.actor_id = events.actor_id and known.act = events.act and known.type = 'introduced' limit 1)`
      return select({ act: events.act, introduced: contact.as("introduced") })
        .from(events)
        .where(and(eq(events.stream, sql`'enquiry:' || (${id})`), inArray(events.type, ["accepted", "attached"])))
    },
    get enquiryTexts() {
      const enquiry = enquiries()
      return select({ ref: enquiry.ref, ...getTableColumns(t.texts) })
        .from(enquiry)
        .innerJoin(t.texts, eq(t.texts.subject, sql`'enquiry:' || ${enquiry.id}`))
        .as("enquiry_texts")
    },
    get enquiryEvents() {
      const enquiry = enquiries()
      return select({ ref: enquiry.ref, ...getTableColumns(t.events) })
        .from(enquiry)
        .innerJoin(t.events, eq(t.events.stream, sql`'enquiry:' || ${enquiry.id}`))
        .as("enquiry_events")
    },
  }
}

const FEW = 10
const LOCAL = 30
const APART: Enquiry["state"][] = ["suspected", "discarded"]

const place = sql<string | null>`(select ${t.municipalities.name} from ${t.municipalities}
  where ${t.municipalities.code} = ${t.enquiries.municipality})`.as("place")

const ENQUIRY = { ...getTableColumns(t.enquiries), place }

/** What the sender of an enquiry still sees of it: no word of what was said, nor why it had come. */
const STUB = {
  ref: t.enquiries.ref,
  need: sql<string | null>`null`.as("need"),
  why: sql<RouteReason | null>`null`.as("why"),
  hubId: t.enquiries.hubId,
  state: t.enquiries.state,
  heard: sql<Enquiry["heard"]>`null`.as("heard"),
  isOffered: t.enquiries.isOffered,
  company: t.enquiries.company,
  orgnr: t.enquiries.orgnr,
  place,
  receivedOn: t.enquiries.receivedOn,
  dueOn: t.enquiries.dueOn,
}
