import { useProblems } from "../words.ts"
import type { FullCase, Tried } from "./props.ts"

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

/** Whether the form that was refused is still on the page: the case may have ended meanwhile, or its step be done. */
export const isThere = (props: FullCase, tried: Tried): boolean => PLACES[tried.form]?.(props, tried) ?? false

const PLACES: Readonly<Record<string, (props: FullCase, tried: Tried) => boolean>> = {
  stage: ({ move }) => move !== null,
  advisor: ({ may }) => may.assign,
  notes: ({ may }) => may.note,
  "next-step": ({ may }) => may.plan,
  done: ({ may }) => may.finish,
  wait: ({ may }) => may.wait,
  milestones: ({ may }) => may.milestone,
  meetings: ({ may }) => may.meet,
  files: ({ may }) => may.attach,
  "meetings/moved": isPlanned,
  "meetings/cancelled": isPlanned,
  rewriting: ({ timeline }, { typed }) => timeline.some(({ id, note }) => id === typed.of && note?.mayRewrite),
  reached: isOpen,
  dropped: isOpen,
  closure: ({ may }) => may.close,
  reopening: ({ may }) => may.reopen,
  class: ({ may }) => may.classify,
}

function isPlanned({ may, meetings }: FullCase, { typed }: Tried): boolean {
  return may.meet && meetings.some(({ id, isCancelled }) => id === typed.meeting && !isCancelled)
}

function isOpen({ may, milestones }: FullCase, { typed }: Tried): boolean {
  return may.milestone && milestones.some(({ id, state }) => id === typed.milestone && state === "open")
}
