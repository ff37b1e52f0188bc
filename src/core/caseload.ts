/**
 * Open cases that one advisor can follow up well. It warns and never blocks: cases differ, and whoever distributes them
 * knows more than a number does.
 */
export const CASELOAD = 20

/** Someone who could have a case: how many open ones they have, whether one of them is from there, whether they are away. */
export type Candidate = { id: string; open: number; isLocal: boolean; isAway: boolean }
export type Suggestion = { id: string; open: number; because: "local" | "fewest" }

/** Who is there and has the fewest open cases, of those who know the place if there are any. */
export function suggestAdvisor(team: readonly Candidate[]): Suggestion | null {
  const here = team.filter(({ isAway }) => !isAway)
  const local = here.filter(({ isLocal }) => isLocal)
  const [first, ...rest] = local.length ? local : here
  if (!first) return null
  const { id, open } = rest.reduce((least, one) => (one.open < least.open ? one : least), first)
  return { id, open, because: local.length ? "local" : "fewest" }
}
