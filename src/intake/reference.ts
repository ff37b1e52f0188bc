/** What people say on the phone: "H-7K3Q9M". No letter or digit that is mistaken for another, and no vowel: no words. */
const SIGNS = "23456789BCDFGHJKMNPQRSTVWXYZ"
const LENGTH = 6
const PATTERN = new RegExp(`^H-[${SIGNS}]{${LENGTH}}$`)

export function newReference(): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  const signs = Array.from(
    { length: LENGTH },
    (_, place) => SIGNS[Math.floor(random / SIGNS.length ** place) % SIGNS.length],
  )
  return `H-${signs.join("")}`
}

export const isReference = (text: string): boolean => PATTERN.test(text)
