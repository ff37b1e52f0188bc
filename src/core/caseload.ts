/**
 * Open cases that one advisor can follow up well. It warns and never blocks: cases differ, and whoever distributes them
 * knows more than a number does.
 */
export const CASELOAD = 20
