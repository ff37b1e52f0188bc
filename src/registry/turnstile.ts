import * as v from "valibot"
import type { Proof } from "#src/core/spam.ts"

const PATIENCE_MS = 2500
const Verdict = v.object({ success: v.boolean() })

export type Prover = { url: string; secret: string }

/** Asks Turnstile whether a browser's proof is good. Where it does not answer there is none. */
export async function proofOf({ url, secret }: Prover, response: string, remoteip?: string): Promise<Proof> {
  const body = new URLSearchParams({ secret, response, ...(remoteip && { remoteip }) })
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const answer = await fetch(url, { method: "POST", body, signal }).catch(() => null)
  const told = v.safeParse(Verdict, await answer?.json().catch(() => null))
  if (!answer?.ok || !told.success) return "none"
  return told.output.success ? "passed" : "failed"
}
