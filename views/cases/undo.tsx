import type { Tried } from "#src/http/tried.ts"
import { formatDate } from "../parts/format.ts"
import type { Undo } from "../parts/toast.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords } from "../words.ts"
import type { MadeProps } from "./props.ts"
import { useCaseWords } from "./words.ts"

/** The form that takes an act back, from the case's page. */
export const undoOf = ({ ref, made }: { ref: string; made: MadeProps }, of: string): Undo => ({
  to: `/cases/${ref}/undoing`,
  of,
  made: { basedOn: made.basedOn },
  target: "#case",
  swap: "outerMorph",
})

/** Why an act cannot be undone, beside a board that stays as it was. */
export const UndoRefused = (tried: Tried) => (
  <p class="ds-alert" data-color="danger">
    {useRefused()(tried)}
  </p>
)

/** Why something was refused, and what stands in its way. */
export function useRefused() {
  const { lang } = useScreen()
  const { acts, undo } = useCaseWords()
  const { refusals } = useDomainWords()
  return ({ refusal, blocked }: Pick<Tried, "refusal" | "blocked">): string | null => {
    if (!blocked) return refusal && refusals[refusal]
    return undo.blocked(`${blocked.by} ${acts[blocked.type]}`.trim(), formatDate(lang, blocked.onDate))
  }
}
