import { useProblems } from "../words.ts"
import type { Tried } from "./props.ts"

/** A field of one of a page's forms: with what was typed and what is wrong, if that form was the one refused. */
export function useTried(tried: Tried | null, form: string) {
  const sentence = useProblems()
  const mine = tried?.form === form ? tried : null
  return (name: string, fallback = "") => ({
    name,
    value: mine?.typed[name] ?? fallback,
    problem: sentence(mine?.problems[name]),
  })
}
