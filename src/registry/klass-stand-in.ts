import type { CodeChange } from "#src/core/redrawing.ts"

const split = { on: "2027-01-01", oldCode: "5059", oldName: "Orkland" }
/** What really happened to some, and what is made up: each way a map can change, also where the network is not. */
export const CHANGES: readonly CodeChange[] = [
  { on: "2020-01-01", oldCode: "5013", oldName: "Hitra", newCode: "5056", newName: "Hitra" },
  { on: "2020-01-01", oldCode: "5012", oldName: "Snillfjord", newCode: "5056", newName: "Hitra" },
  { on: "2020-01-01", oldCode: "5012", oldName: "Snillfjord", newCode: "5059", newName: "Orkland" },
  { on: "2020-01-01", oldCode: "5012", oldName: "Snillfjord", newCode: "5055", newName: "Heim" },
  { on: "2026-07-01", oldCode: "5022", oldName: "Rennebu", newCode: "5092", newName: "Rennebu" },
  { on: "2026-07-01", oldCode: "1144", oldName: "Kvitsøy", newCode: "1190", newName: "Kvitsøy" },
  { on: "2027-01-01", oldCode: "5020", oldName: "Osen", newCode: "5094", newName: "Fosenkysten" },
  { on: "2027-01-01", oldCode: "5058", oldName: "Åfjord", newCode: "5094", newName: "Fosenkysten" },
  { on: "2027-01-01", oldCode: "3426", oldName: "Tolga", newCode: "3490", newName: "Nord-Østerdal" },
  { on: "2027-01-01", oldCode: "3430", oldName: "Os", newCode: "3490", newName: "Nord-Østerdal" },
  { ...split, newCode: "5095", newName: "Orkdal og Agdenes" },
  { ...split, newCode: "5096", newName: "Meldal" },
]
const COUNTIES = [
  { code: "34", name: "Innlandet" },
  { code: "50", name: "Trøndelag" },
]

/**
 * The statistics office's classifications, as far as we ask: `/changes.json` and `/codesAt.json`. With a word first in
 * the path it misbehaves: `/slow` never answers, `/down` is down, `/half` breaks off, `/other` says something else.
 */
export async function klassStandIn(asked: string): Promise<Response> {
  const { pathname, searchParams } = new URL(asked)
  switch (pathname.split("/")[1]) {
    case "slow":
      return new Promise(() => {})
    case "down":
      return new Response("Service Unavailable", { status: 503 })
    case "half":
      return new Response('{"codeChanges":[{"oldCode":"5020","oldN', { headers: JSON_TYPE })
    case "other":
      return Response.json({ codeChanges: [{ oldCode: 5020, newCode: "5094" }] })
    case "empty":
      return Response.json({ codeChanges: [] })
  }
  if (pathname.endsWith("/classifications/104/codesAt.json")) return Response.json({ codes: COUNTIES })
  if (!pathname.endsWith("/classifications/131/changes.json")) return new Response("Not Found", { status: 404 })
  const [from, to] = [searchParams.get("from") ?? "", searchParams.get("to") ?? ""]
  if (!from || !to || to <= from) return Response.json({ status: 400 }, { status: 400 })
  const codeChanges = CHANGES.filter(({ on }) => from <= on && on < to).map(({ on, ...change }) => ({
    ...change,
    oldShortName: "",
    newShortName: "",
    changeOccurred: on,
  }))
  return Response.json({ codeChanges })
}

const JSON_TYPE = { "content-type": "application/json" }
