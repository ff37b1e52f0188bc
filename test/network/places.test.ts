import { expect, test } from "vitest"
import * as t from "#src/db/schema.ts"
import { kari, kjell } from "#test/people.ts"
import { openWorld } from "#test/world.ts"

const { as, opened, build, send } = await openWorld()

test.each([
  ["5012", "Snillfjord", "Snillfjord (nå Heim, Hitra eller Orkland)"],
  ["1622", "Agdenes", "Agdenes (nå Orkland)"],
  ["5013", "Hitra", "<dd>Hitra</dd>"],
  ["5025", "Røros", "<dd>Røros</dd>"],
])("a case and its company of %s are shown as %s in today's map: %s", async (municipality, place, shown) => {
  const ref = `R-${municipality}`
  const companyId = `of-${municipality}`
  const company = { id: companyId, seq: 0, name: "Kysten AS", orgnr: null, municipality }
  await send("write", [build.insert(t.companies).values(company)])
  await opened(ref, { municipality, place, companyId })
  expect((await as(kari, `/cases/${ref}`)).html).toContain(shown)
  const { html, trips } = await as(kari, `/companies/${companyId}`)
  expect([html.includes(shown), trips]).toEqual([true, 1])
  expect((await as(kjell, `/cases/${ref}`)).html).not.toContain("Orkland")
})
