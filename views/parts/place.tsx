import { eitherOf } from "./format.ts"
import { usePartWords } from "./words.ts"

/** "Snillfjord (nå Heim, Hitra eller Orkland)": a place by its name then, and what it is called now if otherwise. */
export const Place = ({ name, now }: { name: string; now: readonly string[] }) => {
  const { placeNow, either } = usePartWords()
  return <>{now.length > 0 ? placeNow(name, eitherOf(now, either)) : name}</>
}
