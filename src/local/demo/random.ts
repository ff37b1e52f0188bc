/** Chance that falls out the same every time. */
export type Chance = ReturnType<typeof openChance>

/** sfc32, seeded with the letters of a name. */
export function openChance(name: string) {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  const next = () => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (const letter of name) {
    a = (a ^ letter.charCodeAt(0)) | 0
    for (let i = 0; i < 8; i++) next()
  }
  for (let i = 0; i < 12; i++) next()

  const share = () => next() / 2 ** 32
  /** From `from` up to and including `to`. */
  const int = (from: number, to: number) => from + Math.floor(share() * (to - from + 1))
  const is = (likelihood: number) => share() < likelihood
  const pick = <T>(from: readonly T[]): T => at(from, Math.floor(share() * from.length))
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((one) => ({ one, order: next() }))
      .sort((x, y) => x.order - y.order)
      .map(({ one }) => one)

  /** One of the keys, as often as their weights say. */
  const weigh = <K extends string>(weights: Readonly<Partial<Record<K, number>>>): K => {
    const entries = Object.entries(weights) as [K, number][]
    let left = share() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [key, weight] of entries) {
      left -= weight
      if (left < 0) return key
    }
    return at(entries, entries.length - 1)[0]
  }

  const id = () => {
    const hex = [next(), next(), next(), next()].map((part) => part.toString(16).padStart(8, "0")).join("")
    const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4]
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  }

  return { share, int, is, pick, shuffle, weigh, id }
}

/** Gives each of a list before it gives any of them again. */
export function openBag<T>(chance: Chance, list: readonly T[]): () => T {
  let left: T[] = []
  return () => {
    if (left.length === 0) left = chance.shuffle(list)
    return left.pop() ?? chance.pick(list)
  }
}

function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new Error("nothing to choose from")
  return found
}
