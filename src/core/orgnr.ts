/** An organisation number as people write it ("NO 974 760 673 MVA", "org.nr. 974.760.673") as nine digits, or null. */
export function parseOrgnr(typed: string): string | null {
  const bare = typed.replace(/[\s\p{Cf}.:-]/gu, "").toUpperCase()
  const digits = /^(?:ORGNR|ORGANISASJONSNUMMER)?(?:NO)?(\d{9})(?:MVA)?$/.exec(bare)?.[1] ?? ""
  return isOrgnr(digits) ? digits : null
}

/** Nine digits with a right control digit. Says nothing of whether the register knows it. */
export function isOrgnr(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === "000000000") return false
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0)
  return sum % 11 === 0
}

// The control digit counts once and makes the sum divisible by 11; where that would take a 10 there is no such number.
const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2, 1]
