import type { Collision } from "#src/http/errors.ts"
export const ConflictView = (_: Collision) => <p />
