import type { CaseEvent } from "#src/core/case.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useCaseWords } from "./words.ts"

export type ChangesProps = {
  /** Where it can be seen as it is now. */
  href: string
  told: readonly { type: CaseEvent["type"]; by: string; company: string | null }[]
  more: number
}

/** Where what others do meanwhile is told: asked for now and then while the page is looked at. */
export const ChangesPlace = ({ from }: { from: string }) => <div id="changes" role="status" data-poll={from} />

/** What others have done since the page was made. */
export const Changes = ({ href, told, more }: ChangesProps) => {
  const { fragment } = useScreen()
  const { acts, changes } = useCaseWords()
  const banner = (
    <div class="ds-alert" data-color="info">
      <p>
        {told.map(({ type, by, company }) => `${changes.one(by, acts[type], company)} `)}
        {more > 0 && changes.more(more)}
        {told.length === 0 && changes.none}
      </p>
      <a class="link" href={href}>
        <Icon name="ArrowRight" />
        {changes.load}
      </a>
    </div>
  )
  if (fragment) return banner
  return (
    <StaffPage title={changes.title} room="board">
      <h1 class="h1">{changes.title}</h1>
      {banner}
    </StaffPage>
  )
}
