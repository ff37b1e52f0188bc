import { leadsSome, ownsNetwork } from "#src/access/actor.ts"
import { page } from "#src/access/desk.ts"
import type { Slots } from "#src/access/plan.ts"
import type { Scope } from "#src/access/scope.ts"
import { osloDay } from "#src/core/calendar.ts"
import { Forbidden } from "#src/http/errors.ts"
import type { ExportsProps } from "#views/exchange/props.ts"

const PAGE = 50

/** Who took which list out, when and why, for those who answer for it. */
export const exportsPage = (before: number | null) =>
  page({
    args: { before: before ?? Number.MAX_SAFE_INTEGER },
    statements: askedOfExports,
    build: (actor, [rows]): ExportsProps => {
      if (!leadsSome(actor) && !ownsNetwork(actor)) throw new Forbidden()
      const shown = rows.slice(0, PAGE)
      return {
        rows: shown.flatMap(({ id, at, data, who, purpose }) =>
          data.type === "exported"
            ? [
                {
                  id,
                  on: osloDay(at),
                  at: at.toISOString(),
                  who: who ?? "",
                  purpose: purpose ?? "",
                  list: data.list,
                  n: data.rows,
                  isCut: data.isCut,
                  format: data.format ?? "csv",
                },
              ]
            : [],
        ),
        older: rows.length > PAGE ? `/import/exports?before=${shown.at(-1)?.at.getTime()}` : null,
        newer: before === null ? null : "/import/exports",
        bringsIn: leadsSome(actor),
      }
    },
  })

function askedOfExports({ exportsBefore }: Scope, _: unknown, { before }: Slots<{ before: number }>) {
  return [exportsBefore(before, PAGE + 1)] as const
}
