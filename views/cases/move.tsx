import type { MovePageProps } from "./props.ts"
export const MovePage = (_: MovePageProps) => <p />
