import { and, desc, eq, getTableColumns, isNull } from "drizzle-orm"
import { packed } from "#src/db/packed.ts"
import * as t from "#src/db/schema.ts"
import type { Given, Ground } from "./ground.ts"

/** Files that are attached: their class is their case's, so they are for whoever reads that in full. */
export function fileRelations({ select, keys }: Ground) {
  const isCalled = and(eq(t.texts.eventId, t.files.said), eq(t.texts.name, "file"))

  return {
    get files() {
      const kase = keys().as("cases")
      return select({ ref: kase.ref, ...getTableColumns(t.files), name: t.texts.body })
        .from(kase)
        .innerJoin(t.files, eq(t.files.caseId, kase.id))
        .leftJoin(t.texts, isCalled)
        .where(isNull(t.files.goesAt))
        .as("files")
    },
    /** Those of a company's cases, the last first. */
    filesOf: (companyId: Given) => {
      const kase = keys(eq(t.cases.companyId, companyId)).as("read_in_full")
      const { id, kind, bytes } = t.files
      return select({ file: packed({ ref: kase.ref, id, kind, bytes, on: t.events.onDate, name: t.texts.body }) })
        .from(kase)
        .innerJoin(t.files, eq(t.files.caseId, kase.id))
        .innerJoin(t.events, eq(t.events.id, t.files.said))
        .leftJoin(t.texts, isCalled)
        .where(isNull(t.files.goesAt))
        .orderBy(desc(t.events.onDate), desc(t.events.seq))
        .limit(MOST)
    },
  }
}

/** So many of a company's files are listed; the rest stand with their cases. */
const MOST = 100
