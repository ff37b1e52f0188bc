import type { StageEvent } from "#src/core/dictionary.ts"
import type { Language } from "#src/core/person.ts"
import { useScreen } from "../screen.tsx"
import type { DomainWords } from "../words.nb.ts"
import { useDomainWords } from "../words.ts"
import type { Change, Demand } from "./props.ts"
import type { ProgrammeWords } from "./words.nb.ts"
import { useProgrammeWords } from "./words.ts"

/** What was done to a stage, or would be: a line for each thing that is different. */
export const Changes = (change: Change) => {
  const { lang } = useScreen()
  const words = useProgrammeWords()
  const domain = useDomainWords()
  return (
    <>
      {linesOf(change, words, domain, lang).map((text) => (
        <p>{text}</p>
      ))}
    </>
  )
}

/** What a stage asks for, in words. */
export function useDemands(): (demands: readonly Demand[]) => string {
  const { gates } = useDomainWords()
  const { list } = useProgrammeWords()
  return (demands) => demands.map(({ code, times }) => gates[code](times)).join(", ") || list.nothing
}

function linesOf(change: Change, words: ProgrammeWords, domain: DomainWords, lang: Language): string[] {
  const { event, stage, hub } = change
  const { change: said, days } = words
  switch (event.type) {
    case "added":
      return [
        said.is(said.added, event.stage.name[lang]),
        said.is(said.place, String(event.stage.position)),
        said.is(said.phase, domain.phases[event.stage.phase]),
        said.is(said.limit, days(event.stage.limitDays)),
        ...event.stage.requires.map((one) => said.is(said.asksFor, demandIn(one, domain))),
      ]
    case "renamed":
      return (["nb", "nn", "en"] as const).flatMap((language) => [
        ...differing(said, said.name[language], event.from.name[language], event.to.name[language]),
        ...differing(said, said.meaning[language], event.from.meaning[language], event.to.meaning[language]),
      ])
    case "limited":
      return [said.fromTo(said.limit, days(event.from), days(event.to))]
    case "required": {
      const [before, after] = [event.from, event.to].map((all) => all.map((one) => demandIn(one, domain)))
      return [
        ...(after ?? []).filter((one) => !before?.includes(one)).map((one) => said.is(said.asksFor, one)),
        ...(before ?? []).filter((one) => !after?.includes(one)).map((one) => said.is(said.asksNoMore, one)),
      ]
    }
    case "rephased":
      return [said.fromTo(said.phase, domain.phases[event.from], domain.phases[event.to])]
    case "reordered":
      return [said.fromTo(said.place, String(event.from), String(event.to))]
    case "retired":
      return [said.retired(stage?.[lang] ?? event.to)]
    case "hidden":
    case "shown":
      return [said[event.type](hub ?? event.hubId)]
  }
}

type Required = Extract<StageEvent, { type: "required" }>["to"][number]
const demandIn = ({ code, params }: Required, { gates }: DomainWords) => gates[code](params?.times ?? 1)

const differing = ({ fromTo }: ProgrammeWords["change"], what: string, from: string, to: string) =>
  from === to ? [] : [fromTo(what, `«${from}»`, `«${to}»`)]
