/** How the signs of a file are written. */
export type Encoding = "utf-8" | "windows-1252" | "utf-16le" | "utf-16be"
/** What was found in a file: told, so that one sees whether it was read as it was meant. */
export type ImportSource =
  | { kind: "csv"; encoding: Encoding; separator: ";" | "," | "\t" | "|" }
  /** `others` are sheets that were not read. */
  | { kind: "xlsx"; sheet: string; others: readonly string[] }
