/** Nobody guesses it, and the same act has the same one, so that a form sent twice shows it again. */
export async function secretOf(key: string, what: string): Promise<string> {
  const imported = await crypto.subtle.importKey("raw", utf8(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"])
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", imported, utf8(what)))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "")
}

/** What is kept of a secret: it can be recognised, and not be told. */
export async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", utf8(secret))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

const utf8 = (text: string) => new TextEncoder().encode(text)
