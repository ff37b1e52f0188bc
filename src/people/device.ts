const BROWSERS = {
  edge: /\bEdg/,
  samsung: /SamsungBrowser/,
  firefox: /Firefox|FxiOS/,
  chrome: /Chrome|CriOS/,
  safari: /Safari/,
}
const SYSTEMS = {
  iphone: /iPhone/,
  ipad: /iPad/,
  android: /Android/,
  windows: /Windows/,
  mac: /Macintosh/,
  linux: /Linux|X11/,
}
export type Browser = keyof typeof BROWSERS
export type System = keyof typeof SYSTEMS
export type Device = { browser: Browser | null; system: System | null }

/** What a browser says of itself, as far as it helps to know one's own devices apart. Each pretends to be the next. */
export const deviceOf = (userAgent: string): Device => ({
  browser: firstIn(BROWSERS, userAgent),
  system: firstIn(SYSTEMS, userAgent),
})

function firstIn<K extends string>(patterns: Record<K, RegExp>, text: string): K | null {
  const found = (Object.keys(patterns) as K[]).find((key) => patterns[key].test(text))
  return found ?? null
}
