import { parseOrgnr } from "#src/core/orgnr.ts"
import { cleanLine } from "#src/core/text.ts"
import type { Register, Unit } from "./register.ts"

/** What came of looking a company up, as people write its name or number. */
export type Looked = { text: string; hits: readonly Unit[]; came: Came }
/** `short` asks for more letters, `wrong` is a number that cannot be one. */
export type Came = "found" | "none" | "short" | "wrong" | "deleted" | "removed" | "busy" | "away"

const HITS = 8
const SHORTEST = 2
const LONGEST = 180

export async function lookUp(register: Pick<Register, "byNumber" | "byName">, typed: string): Promise<Looked> {
  const text = cleanLine(typed).slice(0, LONGEST)
  const orgnr = parseOrgnr(text)
  if (orgnr) {
    const answer = await register.byNumber(orgnr)
    return answer.kind === "found"
      ? { text, hits: [answer.found], came: "found" }
      : { text, hits: [], came: answer.kind }
  }
  if (/^[\d\s.]{9,}$/.test(text)) return { text, hits: [], came: "wrong" }
  if (text.length < SHORTEST || /^[\d\s.]+$/.test(text)) return { text, hits: [], came: "short" }
  const answer = await register.byName(text, HITS)
  if (answer.kind !== "found") return { text, hits: [], came: answer.kind }
  return { text, hits: answer.found, came: answer.found.length ? "found" : "none" }
}
