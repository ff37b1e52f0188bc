import type { Child } from "hono/jsx"
import type { Tried } from "#src/http/tried.ts"
import { useDomainWords } from "../words.ts"

/** Why a form was refused as a whole; what is wrong with a field stands at the field. */
export const Stopped = ({ tried, children }: { tried: Tried | null; children?: Child }) => {
  const { refusals } = useDomainWords()
  if (!tried?.refusal || Object.keys(tried.problems).length > 0) return null
  return (
    <div class="ds-error-summary" role="alert" tabindex={-1} autofocus>
      <h2>{refusals[tried.refusal]}</h2>
      {children}
    </div>
  )
}
