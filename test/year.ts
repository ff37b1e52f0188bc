/** One that is to come, and near enough to plan for. */
export const YEAR = new Date().getFullYear() + 2
