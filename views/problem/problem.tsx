import type { RefusalCode } from "#src/core/acts.ts"
import type { FieldErrors } from "#src/http/errors.ts"
export type ProblemProps = {
  status: number
  refusal: RefusalCode | null
  fields: FieldErrors
  kept: { action: string; typed: Readonly<Record<string, string>> }
  id: string
}
export const ProblemView = (_: ProblemProps) => <p />
