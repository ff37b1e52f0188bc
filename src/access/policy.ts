import type { Act, Outcome, Stream, StreamEvents } from "#src/core/acts.ts"
import type { Area } from "#src/core/area.ts"
import type { Case, CaseEvent } from "#src/core/case.ts"
import type { Company } from "#src/core/company.ts"
import type { StageRow } from "#src/core/dictionary.ts"
import type { Enquiry } from "#src/core/enquiry.ts"
import type { Hub } from "#src/core/hub.ts"
import { NETWORK, type Person, type Role } from "#src/core/person.ts"
import type { Tag } from "#src/core/tag.ts"
import type { View, ViewOwner } from "#src/core/view.ts"
import { type Actor, belongs, holds, leadsSome, ownsNetwork, worksInHub } from "./actor.ts"

export type StreamRows = {
  area: Area
  case: Case
  company: Company
  enquiry: Enquiry
  hub: Hub
  person: Person
  stage: StageRow
  tag: Tag
  view: View
}
/** The rows that acts are about, as they were before, and who is named on the case. */
export type Known = {
  rowOf: <S extends Stream>(stream: S, id: string) => StreamRows[S] | undefined
  named?: readonly string[]
}

type Rule<S extends Stream, T extends StreamEvents[S]["type"]> = (
  actor: Actor,
  row: StreamRows[S],
  event: Extract<StreamEvents[S], { type: T }>,
  named: readonly string[],
) => boolean
type Rules = { [S in Stream]: { [T in StreamEvents[S]["type"]]: Rule<S, T> } }

type CaseRule = (actor: Actor, kase: Case, event: unknown, named: readonly string[]) => boolean
const leads: CaseRule = (actor, kase) => holds(actor, "manager", kase.hubId)
const inHub: CaseRule = (actor, kase) => belongs(actor, kase.hubId)
/** Colleagues stand in for each other; whoever is named from another hub works along. */
const worksOn: CaseRule = (actor, kase, _, named) => inHub(actor, kase, _, named) || named.includes(actor.id)
const answersFor: CaseRule = (actor, kase, _, named) => leads(actor, kase, _, named) || kase.advisorId === actor.id

const leadsOrOwns = (actor: Actor) => leadsSome(actor) || ownsNetwork(actor)
/** A contact belongs to the case that brought them: to its hub, and to whom is named on it. */
const looksAfter = (actor: Actor, _: unknown, { hubId }: { hubId: string }, named: readonly string[]) =>
  belongs(actor, hubId) || named.includes(actor.id)

/** Whoever may do such a thing may undo it; and whoever gave a case away by mistake, take it back. */
const takesBack = (
  actor: Actor,
  kase: Case,
  { by }: { by: string },
  named: readonly string[],
  type: CaseEvent["type"],
): boolean => {
  if (NEVER_UNDONE.has(type) || type === "rewritten") return type !== "rewritten" || by === actor.id
  if (type === "attached" || type === "detached") return by === actor.id || answersFor(actor, kase, null, named)
  return (RULES.case[type] as CaseRule)(actor, kase, { type }, named) || (type === "assigned" && by === actor.id)
}

/** Nobody undoes these, so nobody is asked whether they may. */
const NEVER_UNDONE = new Set<CaseEvent["type"]>([
  "opened",
  "woke",
  "alerted",
  "enquiry_attached",
  "enquiry_withdrawn",
  "contact_added",
  "numbered",
  "joined",
  "undone",
])

/** Who may make an event happen to a row they can see. An event type without a rule does not compile. */
const RULES: Rules = {
  area: {
    formed: ownsNetwork,
    suggested: ownsNetwork,
    given: ownsNetwork,
    withdrawn: ownsNetwork,
    dropped: ownsNetwork,
    became: ownsNetwork,
  },
  case: {
    opened: (actor, _, { case: opened }) => belongs(actor, opened.hubId),
    assigned: (actor, kase, event, named) =>
      answersFor(actor, kase, event, named) || (kase.advisorId === null && event.to === actor.id),
    // To go on although something is missing is a right of its own.
    moved: (actor, kase, event, named) =>
      event.overridden?.length ? leads(actor, kase, event, named) : worksOn(actor, kase, event, named),
    relimited: worksOn,
    filled: worksOn,
    noted: worksOn,
    // Nobody puts words into another's mouth.
    rewritten: (actor, kase, event, named) => worksOn(actor, kase, event, named) && event.by === actor.id,
    meeting_planned: worksOn,
    meeting_moved: worksOn,
    meeting_cancelled: worksOn,
    attached: worksOn,
    detached: (actor, kase, event, named) =>
      worksOn(actor, kase, event, named) && (event.by === actor.id || answersFor(actor, kase, event, named)),
    decided: worksOn,
    milestone_set: worksOn,
    milestone_reached: worksOn,
    milestone_dropped: worksOn,
    planned: worksOn,
    finished: worksOn,
    waited: worksOn,
    resumed: worksOn,
    closed: worksOn,
    reopened: worksOn,
    classified: answersFor,
    named: answersFor,
    unnamed: answersFor,
    woke: () => false,
    alerted: () => false,
    enquiry_attached: worksOn,
    enquiry_withdrawn: worksOn,
    contact_added: worksOn,
    numbered: () => false,
    joined: leadsOrOwns,
    undone: (actor, kase, event, named) =>
      worksOn(actor, kase, event, named) && event.types.every((type) => takesBack(actor, kase, event, named, type)),
  },
  company: {
    registered: worksInHub,
    identified: worksInHub,
    introduced: worksInHub,
    fact_learned: worksInHub,
    retracted: worksInHub,
    contact_changed: looksAfter,
    role_given: looksAfter,
    role_ended: looksAfter,
    contact_left: looksAfter,
    contact_returned: looksAfter,
    // It can't be taken back.
    contact_erased: (actor, _, { hubId }) => holds(actor, "manager", hubId),
    tagged: worksInHub,
    untagged: worksInHub,
    helper_noted: worksInHub,
    helper_ended: worksInHub,
    owner_erased: leadsOrOwns,
    told_apart: leadsOrOwns,
    merged: leadsOrOwns,
    absorbed: leadsOrOwns,
    parted: leadsOrOwns,
    restored: leadsOrOwns,
  },
  enquiry: {
    received: (actor, _, { enquiry }) => triages(actor, enquiry.hubId),
    linked: (actor, { hubId }) => triages(actor, hubId),
    asked: (actor, { hubId }) => triages(actor, hubId),
    replied: () => false,
    added: () => false,
    corrected: () => false,
    withdrawn: (actor, { hubId }, { told }) => told !== undefined && triages(actor, hubId),
    attached: (actor, { hubId }) => accepts(actor, hubId),
    taken: (actor, { hubId }) => triages(actor, hubId),
    sent_back: (actor, { hubId }) => triages(actor, hubId),
    held: worksInHub,
    released: (actor) => triages(actor, null),
    discarded: (actor) => triages(actor, null),
    expired: () => false,
    accepted: (actor, { hubId }) => accepts(actor, hubId),
    handed: (actor, { hubId }) => triages(actor, hubId),
    declined: (actor, { hubId }) => triages(actor, hubId),
  },
  hub: {
    hub_opened: ownsNetwork,
    hub_closed: ownsNetwork,
    hub_filled: (actor, { id }) => runs(actor, id),
    form_changed: (actor, { id }) => runs(actor, id),
  },
  person: {
    invited: (actor) => leadsSome(actor) || ownsNetwork(actor),
    granted: (actor, _, { hubId }) => runs(actor, hubId),
    revoked: (actor, _, { hubId }) => runs(actor, hubId),
    spoke: (actor, { id }) => actor.id === id,
    went_away: oneselfOrTheirs,
    came_back: oneselfOrTheirs,
    chose: (actor, { id }) => actor.id === id,
    keys_switched: (actor, { id }) => actor.id === id,
    calendar_shared: (actor, { id }) => actor.id === id,
    // A manager, too, can end what a lost phone still shows.
    calendar_ended: oneselfOrTheirs,
    exported: (actor, { id }) => actor.id === id,
  },
  tag: {
    tag_added: ownsNetwork,
    tag_renamed: ownsNetwork,
    tag_retired: ownsNetwork,
    tag_restored: ownsNetwork,
  },
  view: {
    saved: (actor, _, { owner }) => keepsViews(actor, owner),
    renamed: (actor, { ownerKind, ownerId }) => keepsViews(actor, { kind: ownerKind, id: ownerId }),
    deleted: (actor, { ownerKind, ownerId }) => keepsViews(actor, { kind: ownerKind, id: ownerId }),
  },
  stage: {
    added: ownsNetwork,
    renamed: ownsNetwork,
    limited: ownsNetwork,
    required: ownsNetwork,
    rephased: ownsNetwork,
    reordered: ownsNetwork,
    retired: ownsNetwork,
    hidden: ownsNetwork,
    shown: ownsNetwork,
  },
}

/** Would `record` accept this? Pages ask it with the verbs themselves to decide what to offer. */
export function allows(actor: Actor, outcome: Outcome, known: Known): boolean {
  return "acts" in outcome && permits(actor, outcome.acts, known)
}

/** May this person make all of these happen? What a new row is about stands in the event. */
export function permits(actor: Actor, acts: readonly Act[], { rowOf, named = [] }: Known): boolean {
  const openedAs = (id: string) =>
    acts.flatMap(({ event }) => (event.type === "opened" && event.case.id === id ? [event.case] : []))[0]
  const receivedAs = (id: string) =>
    acts.flatMap((act) => (act.id === id && act.event.type === "received" ? [act.event.enquiry] : []))[0]
  return acts.every(
    (act) =>
      handsOver(actor, act, acts) ||
      takesOver(actor, act, acts) ||
      forgetsFor(actor, act, acts) ||
      mayDo(actor, act, rowOf(act.stream, act.id) ?? openedAs(act.id) ?? receivedAs(act.id), named),
  )
}

/** The programme owner hands over cases when ending a membership, and only then: without seeing what is in them. */
const handsOver = (actor: Actor, { event }: Act, acts: readonly Act[]): boolean =>
  ownsNetwork(actor) &&
  event.type === "assigned" &&
  acts.some((other) => other.event.type === "revoked" && other.id === event.from)

/** Whoever merges two companies lets the one have what the other was known by. */
const takesOver = (actor: Actor, { id, event }: Act, acts: readonly Act[]): boolean =>
  leadsOrOwns(actor) &&
  (event.type === "identified" || event.type === "fact_learned" || event.type === "tagged") &&
  acts.some((other) => other.event.type === "absorbed" && other.id === id)

/** Whoever withdraws an enquiry for who asked lets the contact go that it had made known. */
const forgetsFor = (actor: Actor, { event }: Act, acts: readonly Act[]): boolean =>
  event.type === "contact_erased" &&
  belongs(actor, event.hubId) &&
  acts.some((other) => other.event.type === "withdrawn" && "kept" in other.event && !other.event.kept)

type Happening = Partial<CaseEvent> & Pick<CaseEvent, "type">

/** May this person do such a thing to this case, if the case allows it? */
export function may(actor: Actor, event: Happening, kase: Case, named: readonly string[]): boolean {
  return (RULES.case[event.type] as CaseRule)(actor, kase, event, named)
}

/** Of those who work in its hub, and those who are named on it, who reads a case in full. */
export function readersOf(
  { access, advisorId }: Pick<Case, "access" | "advisorId">,
  team: readonly { id: string; role: Role }[],
  named: readonly string[],
): string[] {
  const isReader = ({ id, role }: { id: string; role: Role }) =>
    access !== "restricted" || role === "manager" || id === advisorId
  return [...new Set([...team.filter(isReader).map(({ id }) => id), ...named])]
}

/** Who runs the people of a place: its manager, and the programme owner everywhere. */
export const runs = (actor: Actor, hubId: string): boolean =>
  ownsNetwork(actor) || (hubId !== NETWORK && holds(actor, "manager", hubId))

/** One's own, and those of the people one runs. */
export function oneselfOrTheirs(actor: Actor, { id, memberships }: Pick<Person, "id" | "memberships">): boolean {
  return actor.id === id || memberships.some(({ hubId }) => runs(actor, hubId))
}

/** Whose saved views one looks after: one's own, those of the hub one leads, the network's. */
export function keepsViews(actor: Actor, { kind, id }: ViewOwner): boolean {
  if (!worksInHub(actor) && !ownsNetwork(actor)) return false
  if (kind === "network") return ownsNetwork(actor)
  return kind === "hub" ? holds(actor, "manager", id) : actor.id === id
}

/** Who answers enquiries: a hub its own; the network's list, managers and the programme owner. */
export const triages = (actor: Actor, hubId: string | null): boolean =>
  hubId ? belongs(actor, hubId) : leadsSome(actor) || ownsNetwork(actor)

/** Who makes a case of one: people of its hub; from the network's list a manager, for a hub of theirs. */
export const accepts = (actor: Actor, hubId: string | null): boolean =>
  hubId ? belongs(actor, hubId) : leadsSome(actor)

function mayDo(actor: Actor, act: Act, row: object | undefined, named: readonly string[]): boolean {
  type AnyRule = (actor: Actor, row: unknown, event: unknown, named: readonly string[]) => boolean
  const rules = RULES[act.stream] as Record<string, AnyRule>
  return rules[act.event.type]?.(actor, row ?? {}, act.event, named) ?? false
}
