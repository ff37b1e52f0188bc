import { useInsightWords } from "./words.ts"

/** What in the address meant nothing. */
export const Ignored = ({ names }: { names: readonly string[] }) => {
  const words = useInsightWords()
  if (names.length === 0) return null
  const said = new Set(names.map((name) => words.names[name] ?? name))
  return (
    <p class="notice" role="status">
      {words.ignored([...said].join(", "))}
    </p>
  )
}
