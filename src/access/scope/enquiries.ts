import { and, between, eq, getTableColumns, inArray, isNull, notInArray, type SQL, sql } from "drizzle-orm"
import type { Enquiry } from "#src/core/enquiry.ts"
import { NETWORK } from "#src/core/person.ts"
import type { RouteReason } from "#src/core/routing.ts"
import * as t from "#src/db/schema.ts"
import { type Given, type Ground, roles, together, WORKERS } from "./ground.ts"

/** Enquiries: a hub's inbox, the network's list, and what was sent on. */
export function enquiryRelations({ select, hubs, proof, existing }: Ground) {
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
  company: t.enquiries.company,
  orgnr: t.enquiries.orgnr,
  place,
  receivedOn: t.enquiries.receivedOn,
  dueOn: t.enquiries.dueOn,
}
