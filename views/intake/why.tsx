import type { RouteReason } from "#src/core/routing.ts"
import { longDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { useIntakeWords } from "./words.ts"

type WhyProps = { why: RouteReason; place: string | null; hub: string | null }

/** Why an enquiry came where it came, as it was decided that day. */
export const Why = ({ why, place, hub }: WhyProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  const where = place ?? ("code" in why ? (why.code ?? "") : "")
  const said = sentence()
  return "by" in why ? (
    <>
      {said} {words.byRegister}
    </>
  ) : (
    said
  )

  function sentence(): string {
    switch (why.kind) {
      case "covered":
        return words.covered(where, hub ?? "", longDate(lang, why.validFrom))
      case "candidate":
        return words.candidate(where)
      case "outside":
        return words.outside(where)
      case "split":
        return words.split(where)
      case "full":
        return words.full(where, hub ?? words.aHub, longDate(lang, why.until))
      case "came":
        return words.came(where || words.thePlace, hub ?? words.aHub)
      case "by_hand":
        return words.byHand
      case "unknown":
        return why.code ? words.unheard(why.code) : words.unplaced
    }
  }
}
