/** Speaks Turnstile's protocol: "a person" is one, "away" is no answer, all else is not one. Each proof counts once. */
export function openTurnstile() {
  const seen = new Set<string>()
  return (body: string): Response => {
    const form = new URLSearchParams(body)
    const response = form.get("response") ?? ""
    if (response.startsWith("away")) return new Response("", { status: 500 })
    const success = form.get("secret") === "known" && response.startsWith("a person") && !seen.has(response)
    seen.add(response)
    return Response.json({ success, "error-codes": success ? [] : ["invalid-input-response"] })
  }
}
