import type { Access } from "#src/core/case.ts"
import type { Named } from "#src/db/schema.ts"
import type { Option, Tried } from "./props.ts"
export type NewCaseProps = {
  hubs: readonly Option[]
  tracks: readonly { code: string; name: Named }[]
  team: readonly Option[]
  municipalities: readonly Option[]
  accesses: readonly Access[]
  me: string
  tried: Tried | null
}
export const NewCase = (_: NewCaseProps) => <p />
