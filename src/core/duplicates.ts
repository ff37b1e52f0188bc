/** Why two companies may be one. The same number cannot be: it is taken. */
export const REASONS = ["name", "email", "phone"] as const
export type Reason = (typeof REASONS)[number]
