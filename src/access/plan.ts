import { NETWORK } from "#src/core/person.ts"
import type { Builder, Statement } from "#src/db/connect.ts"
import { planned, type Slot, slot, type Values } from "#src/db/plan.ts"
import type { Now } from "./desk.ts"
import { type Hubs, openScope, type Pass, type Scope } from "./scope.ts"

/** What a page asks by: each value has its slot, except what decides how it asks: that there is no value, yes or no. */
export type Args = Readonly<Record<string, string | number | readonly string[] | boolean | undefined>>
export type Slots<A> = { readonly [name in keyof A]: InSlot<A[name]> }
type InSlot<V> = V extends string | number ? Slot : V extends readonly string[] ? readonly [Slot, ...Slot[]] : V
export type NowSlots = { readonly [name in keyof Now]: Slot }

/** Statements that follow from nothing but their arguments: a function that stands outside of any other. */
export type Asking<A, S extends readonly Statement[]> = (scope: Scope, now: NowSlots, args: Slots<A>) => S

export type Desktop = ReturnType<typeof openDesktop>

/** What one person can read, with the statements that have been put together before at hand. */
export function openDesktop(build: Builder, pass: Pass, now: Now) {
  const hubs = pass.hubs

  /** Statements put together once for all requests of the same shape. */
  function planned<A extends Args, S extends readonly Statement[]>(
    ask: Asking<A, S>,
    asked: A | ((hubs: Hubs) => A),
  ): S {
    const args = typeof asked === "function" ? asked(hubs) : asked
    const shape = JSON.stringify([hubs.map(kindOf), Object.entries(args).map(shapeOf)])
    const plans = PLANS.get(ask) ?? new Map<string, Plans>()
    PLANS.set(ask, plans)
    const ready = plans.get(shape) ?? put(build, ask as unknown as Asking<Args, S>, pass, args)
    plans.set(shape, ready)
    const values = valuesOf(pass, now, args)
    return ready.map((one) => one(values)) as unknown as S
  }

  return Object.assign(openScope(build, pass, now.at), { hubs, planned })
}

type Plans = readonly ((values: Values) => Statement)[]

/** By the function itself: one made anew for each request, with values of its own in it, is never taken for another. */
const PLANS = new WeakMap<object, Map<string, Plans>>()

function put<S extends readonly Statement[]>(build: Builder, ask: Asking<Args, S>, pass: Pass, args: Args): Plans {
  const [first, ...rest] = pass.hubs.map((hub, n) => (hub === NETWORK ? hub : slot(`hub${n}`)))
  const bearer = { token: slot("token"), personId: slot("personId"), hubs: [first ?? "", ...rest] as const }
  const scope = openScope(build, bearer, slot("at"))
  return ask(scope, { today: slot("today"), at: slot("at") }, slotsOf(args)).map((statement) => planned(statement))
}

const kindOf = (hub: string) => (hub === NETWORK ? 1 : 0)

const shapeOf = ([name, value]: [string, Args[string]]) => [
  name,
  Array.isArray(value) ? value.length : typeof value === "boolean" ? value : typeof value,
]

function slotsOf(args: Args): Slots<Args> {
  const inSlots = Object.entries(args).map(([name, value]) => {
    if (Array.isArray(value)) return [name, value.map((_, n) => slot(`.${name}${n}`))]
    return [name, typeof value === "boolean" || value === undefined ? value : slot(`.${name}`)]
  })
  return Object.fromEntries(inSlots)
}

function valuesOf({ token, personId, hubs }: Pass, { today, at }: Now, args: Args): Values {
  const values: Record<string, unknown> = { token, personId, today, at: at.getTime() }
  hubs.forEach((hub, n) => {
    values[`hub${n}`] = hub
  })
  for (const [name, value] of Object.entries(args))
    if (Array.isArray(value))
      value.forEach((one, n) => {
        values[`.${name}${n}`] = one
      })
    else values[`.${name}`] = value
  return values
}
