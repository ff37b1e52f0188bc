import type { CasePageProps } from "./props.ts"
export const CasePage = (_: CasePageProps) => <p />
