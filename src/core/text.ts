/** Text as it is stored: no invisible characters, one kind of line break, at most two blank lines in a row. */
export function clean(typed: string): string {
  return typed
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .replace(UNSEEN, "")
    .normalize("NFC")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{4,}/g, "\n\n\n")
    .trim()
}

/** As `clean`, on one line with single spaces: names, titles, addresses. */
export const cleanLine = (typed: string): string => clean(typed).replace(/\s+/g, " ")

/** A search key: what people spell in different ways becomes the same. Folding it again changes nothing. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[æøœðđŧŋłßþ]/g, (letter) => PLAIN[letter] ?? letter)
    .replace(/a{2,}/g, "a")
    .replace(/(?<=\d)\s+(?=\d)/g, "")
    .replace(/\s+/g, " ")
    .trim()
}

/** Whether a national identity number is written in the text, however it is spaced: a birth, D, help or test number. */
export function hasBirthNumber(text: string): boolean {
  return text
    .normalize("NFKC")
    .replace(/\s+/g, " ")
    .split(/\p{L}+|[^\p{L}\d]{4,}/u)
    .some((part) => elevens(part.match(/\d+/g) ?? []).some(isBirthNumber))
}

/** "Kari Anne Østby-Moe" is KØ. */
export function initials(name: string): string {
  const words = name.normalize("NFC").split(/\s+/)
  const [first = "", ...rest] = words.flatMap((word) => /\p{L}/u.exec(word)?.[0] ?? [])
  return (first + (rest.at(-1) ?? "")).toUpperCase()
}

/** E.164 ("+4790012345") from eight Norwegian digits or an international number, or null. */
export function parsePhone(typed: string): string | null {
  const bare = typed
    .replace("(0)", "")
    .replace(/[\s\p{Cf}\p{Pd}.()/]/gu, "")
    .replace(/^00/, "+")
  if (/^[2-9]\d{7}$/.test(bare)) return `+47${bare}`
  if (/^\+?47[2-9]\d{7}$/.test(bare)) return `+${bare.replace("+", "")}`
  return /^\+(?!47)[1-9]\d{6,14}$/.test(bare) ? bare : null
}

/** An address that mail can reach in practice: plain letters before the @, a domain with a dot after it. */
export function isEmail(text: string): boolean {
  if (text.length > 254) return false
  const [local = "", domain = "", ...rest] = text.split("@")
  const labels = domain.split(".")
  return (
    rest.length === 0 &&
    local.length <= 64 &&
    /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) &&
    labels.length > 1 &&
    labels.every((label) => label.length <= 63 && /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label)) &&
    /^(?:\p{L}{2,}|xn--.+)$/u.test(labels.at(-1) ?? "")
  )
}

// Controls, halves of a character, and all that has no width, among them what turns the direction of writing.
// Two such belong to emoji: the joiner between two pictures, and the selector that asks for the picture in colour.
const UNSEEN = new RegExp(
  [
    String.raw`(?!\n)[\p{Cc}\p{Cs}]`,
    String.raw`(?![\u200D\uFE0F])\p{Default_Ignorable_Code_Point}`,
    String.raw`[\uFFF9-\uFFFB]`,
    String.raw`(?<!\p{Emoji})\uFE0F`,
    String.raw`(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200D`,
    String.raw`\u200D(?!\p{Extended_Pictographic})`,
  ].join("|"),
  "gu",
)

const PLAIN: Record<string, string> = {
  æ: "ae",
  ø: "o",
  œ: "oe",
  ð: "d",
  đ: "d",
  ŧ: "t",
  ŋ: "n",
  ł: "l",
  ß: "ss",
  þ: "th",
}

/** Neighbouring groups that make eleven digits together. A longer number is something else: an invoice, an IBAN. */
function elevens(groups: readonly string[]): string[] {
  return groups.flatMap((_, from) => {
    let digits = ""
    for (let at = from; at < groups.length && digits.length < 11; at++) digits += groups[at]
    return digits.length === 11 ? [digits] : []
  })
}

function isBirthNumber(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))]
  // A D-number adds 40 to the day. Help numbers add 40 to the month, as some test numbers do; those of Tenor add 80.
  const isDate = (day % 40 || 40) <= (LONGEST_MONTHS[month % 40] ?? 0) && day < 80
  return isDate && [FIRST_CONTROL, SECOND_CONTROL].every((weights) => weighed(digits, weights) % 11 === 0)
}

const weighed = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0)

const LONGEST_MONTHS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const FIRST_CONTROL = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]
const SECOND_CONTROL = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
