import { desc, eq } from "drizzle-orm"
import { leadsSome, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import type { Outcome, RefusalCode } from "#src/core/acts.ts"
import { type Enquiry, release } from "#src/core/enquiry.ts"
import { replyDueOn, route } from "#src/core/routing.ts"
import { Forbidden, NotFound } from "#src/http/errors.ts"
import type { SuspectedProps } from "#views/intake/suspected.tsx"

const SHOWN = 50

/** What looks like spam, newest first: whoever leads lets through what is none. The rest goes by itself. */
export const suspectedPage = ({
  did,
  refusal = null,
}: {
  did?: string | undefined
  refusal?: RefusalCode | null
} = {}) =>
  page({
    args: {},
    statements: askedOfSuspected,
    build: (actor, [rows, trapped]): SuspectedProps => {
      if (!leadsSome(actor) && !ownsNetwork(actor)) throw new Forbidden()
      return {
        rows: rows.slice(0, SHOWN).map((row) => ({
          ref: row.ref,
          company: row.company,
          orgnr: row.orgnr,
          place: row.place,
          need: row.need,
          contact: row.contact,
          email: row.email,
          phone: row.phone,
          receivedOn: row.receivedOn,
          goesOn: row.dueOn,
          signs: row.signs,
        })),
        isMore: rows.length > SHOWN,
        trapped: trapped.reduce((sum, { n }) => sum + n, 0),
        did: did === "released" || did === "deleted" ? did : null,
        refusal,
      }
    },
  })

/** Whom to write to. */
export const letThrough = (hash: string) =>
  page({ statements: (scope) => [scope.linkedTo(hash)], build: (_, [[found]]) => found ?? null })

/** What letting one through is judged on: where it belongs now. */
export const suspectedFile = (ref: string) =>
  page({
    args: { ref },
    statements: askedOfOne,
    build: (_actor, [[found], municipalities, changes, coverage, hubs], { today }) => {
      if (!found) throw new NotFound()
      const { place: _, ...enquiry } = found
      const territory = { municipalities, changes, coverage, hubs, on: today }
      return { enquiry, territory, rows: [{ stream: "enquiry" as const, row: enquiry }] }
    },
  })
type SuspectedFile = ReturnType<ReturnType<typeof suspectedFile>["build"]>

/** It goes where it would have gone, if it came today. */
export function releasing({ enquiry, territory }: SuspectedFile): Outcome {
  const { to: hubId, why } = route({ ...territory, code: enquiry.municipality, via: enquiry.via })
  return release(enquiry, { hubId, municipality: municipalityIn(enquiry, why), why, dueOn: replyDueOn(territory.on) })
}

const municipalityIn = (enquiry: Enquiry, why: Enquiry["why"]) =>
  ("code" in why ? why.code : null) ?? enquiry.municipality

function askedOfSuspected({ select, suspected, trapped }: Scope) {
  return [
    select()
      .from(suspected)
      .where(eq(suspected.state, "suspected"))
      .orderBy(desc(suspected.dueOn))
      .limit(SHOWN + 1),
    select().from(trapped),
  ] as const
}

function askedOfOne(scope: Scope, _: unknown, { ref }: Slots<{ ref: string }>) {
  const { select, suspected, municipalities, changes, coverage, hubRows } = scope
  return [
    select().from(suspected).where(eq(suspected.ref, ref)),
    select().from(municipalities),
    select().from(changes),
    select().from(coverage),
    select().from(hubRows),
  ] as const
}
