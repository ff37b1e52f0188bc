import { encode } from "uqr"
import type { Qr } from "#views/network/hub-form.tsx"

/** A square of dots as one path, with the quiet edge that cameras need. */
export function qrOf(text: string): Qr {
  const { size, data } = encode(text, { ecc: "M", border: 4 })
  const dots = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: dots.join("") }
}
