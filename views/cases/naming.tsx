import type { Access } from "#src/core/case.ts"
import type { MadeProps, Option } from "./props.ts"
export type NamingProps = {
  ref: string
  company: string
  access: Access
  named: readonly { id: string; name: string }[]
  people: readonly Option[]
  made: MadeProps
}
export const NamingPage = (_: NamingProps) => <p />
