import type { Context } from "hono"
import { HTTPException } from "hono/http-exception"
import { ConflictView } from "#views/problem/conflict.tsx"
import { ProblemView } from "#views/problem/problem.tsx"
import type { AppEnv } from "./env.ts"
import { BadForm, Elsewhere, Forbidden, NotFound, Problem, Refused, SignedOut, Stale, TooLarge } from "./errors.ts"
import { isFragment } from "./render.tsx"

export async function onError(raised: Error, c: Context<AppEnv>): Promise<Response> {
  const error = ours(raised)
  if (error instanceof Elsewhere) return c.redirect(error.at, 303)
  const status = error instanceof Problem ? error.status : 500
  if (status >= 500) report(error, c)
  c.status(status)
  if (error instanceof SignedOut && (c.req.method === "GET" || isFragment(c))) return signIn(c)
  if (error instanceof Refused || error instanceof BadForm) return showAgain(error, c)
  // Where the form is known it is told beside its field, as anything else that is wrong with it.
  if (error instanceof TooLarge && c.var.again) return showAgain(new BadForm(error.fields), c)
  return showProblem(error, c, status)
}

export const notFound = (c: Context<AppEnv>) => onError(new NotFound(), c)

/** The form as it was sent, unless showing it is what this person may not. */
async function showAgain(error: Refused | BadForm, c: Context<AppEnv>): Promise<Response> {
  const { again } = c.var
  if (!again) return showProblem(error, c, error.status)
  c.set("again", undefined)
  const form = await again(c, error).catch((failed: Error) => failed)
  return form instanceof Error ? onError(form, c) : c.render(form)
}

/** What can't be shown in its own form keeps what was typed beside the message. */
function showProblem(error: Error, c: Context<AppEnv>, status: number): Response | Promise<Response> {
  if (isFragment(c)) {
    c.header("HX-Retarget", "#problem")
    c.header("HX-Reswap", "innerHTML")
  }
  const typed = c.req.method === "POST" ? (c.var.typed ?? {}) : {}
  if (error instanceof Stale) return c.render(<ConflictView {...error.collision} typed={typed} />)
  const kept = { action: new URL(c.req.url).pathname, typed }
  const refusal = error instanceof Refused ? error.refusal.refusal : null
  const fields = error instanceof BadForm || error instanceof TooLarge ? error.fields : {}
  return c.render(<ProblemView status={status} refusal={refusal} fields={fields} kept={kept} id={c.var.requestId} />)
}

/** What Hono itself refuses: a form from another site, a body that is too large or not a form. */
function ours(error: Error): Error {
  if (!(error instanceof HTTPException)) return error
  if (error.status === 403) return new Forbidden()
  return error.status === 413 ? new TooLarge() : new BadForm({})
}

function signIn(c: Context<AppEnv>): Response {
  const { pathname, search } = new URL(c.req.url)
  const next = c.req.method === "GET" && pathname !== "/" ? `?next=${encodeURIComponent(pathname + search)}` : ""
  return isFragment(c) ? c.body(null, 401, { "HX-Redirect": "/auth" }) : c.redirect(`/auth${next}`, 303)
}

/** The cause for whoever runs this; never what was typed. */
function report(error: Error, c: Context<AppEnv>) {
  // Drizzle writes what it would have sent into its message.
  const cause = error.cause instanceof Error ? error.cause.message.split("\nparams:")[0] : undefined
  console.error(
    JSON.stringify({ id: c.var.requestId, error: error.name, message: error.message, cause, stack: error.stack }),
  )
}
