import { belongs, worksInHub } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { NowSlots, Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import type { CaseEvent } from "#src/core/case.ts"
import { isPersonal } from "#src/core/company.ts"
import { othersIn, type Spell, spellsOf } from "#src/core/history.ts"
import { inTodaysMap } from "#src/core/territory.ts"
import type { Named } from "#src/db/schema.ts"
import { Elsewhere, NotFound } from "#src/http/errors.ts"
import type { Tried } from "#views/cases/props.ts"
import type { LookupProps } from "#views/companies/lookup.tsx"
import type { CompanyProps, JourneyCase } from "#views/companies/props.ts"
import { contactsOf, helpingIn, tagsOf } from "./around.ts"
import { changesOf, factsOf } from "./facts.ts"
import { mayMerge } from "./merging.ts"
import { type Course, pictureOf } from "./picture.ts"

const askedOfCompany = (scope: Scope, { today }: NowSlots, { id }: Slots<{ id: string }>) => {
  const { select, tracks, stages, closeReasons, municipalities } = scope
  const { code, name, validTo } = municipalities
  return [
    scope.company(id),
    scope.casesOf(id),
    scope.coursesOf(id),
    scope.hiddenOf(id),
    scope.hubsOf(id),
    select().from(tracks).orderBy(tracks.position),
    select().from(stages).orderBy(stages.position),
    select().from(closeReasons),
    scope.learnedOf(id),
    select({ code, name, validTo }).from(municipalities),
    scope.cameOf(scope.municipalityOf.company(id)),
    scope.contactsOf(id),
    scope.namedMeOf(id),
    scope.helpersOf(id),
    select().from(scope.tags),
    scope.mergesOf(id, today),
    scope.filesOf(id),
  ] as const
}

const ALPHABET = new Intl.Collator("nb")

type Shown = {
  did?: string | undefined
  act?: string | undefined
  found?: LookupProps | null
  tried?: Tried
}

/** What is known of a company, and its journey: every case that one may know of, with its stages over time where one may read it in full. */
export const companyPage = (id: string, { did, act, found, tried }: Shown = {}) =>
  page({
    reads: { company: id },
    args: { id },
    statements: askedOfCompany,
    build: (
      actor,
      [
        [company],
        known,
        courses,
        hidden,
        hubs,
        ...[tracks, stages, reasons, learned, municipalities, came, contacts, mine, helpers, tags, merges, files]
      ],
      { today },
    ): CompanyProps => {
      if (company?.mergedInto) throw new Elsewhere(`/companies/${company.mergedInto}`)
      // One that came with a list has no case yet; of one whose cases one may not know, one knows nothing.
      if (!company || (known.length === 0 && hidden.length > 0)) throw new NotFound()
      const logs = Map.groupBy(courses, ({ ref }) => ref)
      const stageName = (code: string) => nameIn(stages, code)
      const hubName = (id: string) => hubs.find((hub) => hub.id === id)?.shortName ?? id
      const reasonOf = (code: string | null) => reasons.find((one) => one.code === code)
      const journeys = known
        .map((kase) => {
          const log = (logs.get(kase.ref) ?? []).map((entry) => ({ ...entry, event: entry.event as CaseEvent }))
          const spells = spellsOf(log, today)
          return { ...kase, spells, from: spells[0]?.cameOn ?? kase.since }
        })
        .toSorted((one, other) => (one.from === other.from ? byRef(one, other) : one.from < other.from ? -1 : 1))
      const present = tracks.filter(({ code }) => journeys.some(({ track }) => track === code))
      const longest = Math.max(0, ...journeys.flatMap(({ spells }) => spells.map(({ days }) => days)))
      return {
        id,
        name: company.name,
        alert: company.alert,
        facts: factsOf(company, municipalities),
        changes: changesOf(learned, municipalities),
        mayChange: worksInHub(actor),
        contacts: contactsOf(contacts, actor),
        worked: journeys
          .filter(
            ({ id, hubId, spells }) => spells.length && (belongs(actor, hubId) || mine.some((one) => one.id === id)),
          )
          .map(({ ref, hubId, track }) => ({
            value: ref,
            label: `${ref}, ${hubName(hubId)}, ${nameIn(tracks, track).nb}`,
          })),
        today,
        mayMerge: mayMerge(actor, known),
        isMerged: merges.length > 0,
        mayErase: mayMerge(actor, known) && isPersonal(company),
        tags: tagsOf(company.tags, tags),
        helping: helpingIn(journeys, hubName),
        files: files.map(({ file }) => ({ ...file, name: file.name ?? file.ref })),
        helpers: helpers.map(({ companyId: _, ...helper }) => helper),
        municipalities: municipalities
          .filter(({ validTo }) => validTo === null)
          .map(({ code, name }) => ({ value: code, label: name }))
          .toSorted((one, other) => ALPHABET.compare(one.label, other.label)),
        found: found ?? null,
        did: did ?? null,
        act: act ?? null,
        tried: tried ?? null,
        orgnr: company.orgnr,
        place: company.place,
        placeNow: inTodaysMap(company.municipality, today, came).filter((name) => name !== company.place),
        hubs: hubs.filter((hub) => known.some(({ hubId }) => hubId === hub.id)).map(({ shortName }) => shortName),
        hidden: hidden.length,
        longest,
        tracks: present.map(({ code, name }) => ({
          name,
          stages: stages
            .filter((stage) => stage.track === code)
            .map((stage) => ({ code: stage.code, position: stage.position, name: stage.name })),
        })),
        picture: pictureOf(journeys.map(courseOf), today),
        cases: journeys.map(({ spells, ...kase }): JourneyCase => {
          const reason = reasonOf(kase.ending)
          return {
            ref: kase.ref,
            hub: hubName(kase.hubId),
            place: placeIn(logs.get(kase.ref)),
            track: nameIn(tracks, kase.track),
            stage: { code: kase.stage, name: stageName(kase.stage) },
            since: kase.since,
            isFull: spells.length > 0,
            isRestricted: kase.access === "restricted",
            outcome:
              kase.endedOn && kase.ending
                ? {
                    on: kase.endedOn,
                    name: reason?.name ?? unknown(kase.ending),
                    isGood: reason?.countsAs === "success",
                  }
                : null,
            advisor: kase.advisor,
            phone: kase.phone,
            spells: spells.map((spell) => ({
              ...spell,
              stage: { code: spell.stage, name: stageName(spell.stage) },
              others: othersIn(spell.split),
              ending: spell.ending ? nameIn(reasons, spell.ending) : null,
            })),
          }
        }),
      }
    },
  })

type Journey = { stage: string; since: string; endedOn: string | null; spells: readonly Spell[] }

/** What one may only know of is drawn from what one knows: the stage it stands in, since when, and whether it ended. */
function courseOf({ stage, since, endedOn, spells }: Journey): Course {
  if (spells.length === 0) return { stages: [{ code: stage, from: since, to: endedOn }], waits: [], endedOn }
  return {
    stages: spells.map(({ stage: code, cameOn, leftOn }) => ({ code, from: cameOn, to: leftOn })),
    waits: spells.flatMap(({ waits }) => waits.map(({ from, to }) => ({ from, to }))),
    endedOn,
  }
}

/** Where the company was when the case was opened: it may have moved, or its municipality become another. */
const placeIn = (log: readonly { event: unknown }[] = []): string | null =>
  log.flatMap(({ event }) => ((event as CaseEvent).type === "opened" ? [event as Opened] : []))[0]?.case.place ?? null
type Opened = Extract<CaseEvent, { type: "opened" }>

const byRef = (one: { ref: string }, other: { ref: string }) => (one.ref < other.ref ? -1 : 1)
const unknown = (code: string): Named => ({ nb: code, nn: code, en: code })
const nameIn = (rows: readonly { code: string; name: Named }[], code: string): Named =>
  rows.find((row) => row.code === code)?.name ?? unknown(code)
