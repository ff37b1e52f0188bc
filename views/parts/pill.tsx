import type { Turn } from "#src/core/case.ts"
import type { Age } from "#src/core/clocks.ts"
import type { Alert } from "#src/core/facts.ts"
import type { IconName } from "#views/assets/icons.ts"
import { useScreen } from "#views/screen.tsx"
import { shortDate } from "./format.ts"
import { Icon } from "./icon.tsx"
import { usePartWords } from "./words.ts"

const TURN_ICONS: Record<Turn, IconName> = {
  us: "HouseFill",
  company: "Buildings2",
  funder: "SackKroner",
  other: "PersonGroup",
}

/** Whose turn it is. The only filled pill is ours. */
export const TurnPill = ({ turn }: { turn: Turn }) => (
  <span class={`turn ${turn}`}>
    <Icon name={TURN_ICONS[turn]} />
    {usePartWords().turn[turn]}
  </span>
)

/** How long a case has stood in its stage, in working days. A wait has no day: `WaitMark` tells of it. */
export function AgeMark({ state, day, limit }: Age) {
  const { age } = usePartWords()
  if (state === "waiting") return null
  const icon = state === "ok" ? null : AGE_ICONS[state]
  return (
    <span class={`st ${AGE_LOOKS[state]}`}>
      {icon && <Icon name={icon} />}
      {age[state](day, limit)}
    </span>
  )
}

const AGE_ICONS = { soon: "HourglassTopFilled", stale: "HourglassBottomFilled" } as const
const AGE_LOOKS = { ok: "", soon: "soon", stale: "stale" } as const

/** On hold until a day. */
export const WaitMark = ({ until }: { until: string }) => {
  const { lang, today } = useScreen()
  return (
    <span class="st wait">
      <Icon name="Pause" />
      {usePartWords().waiting(shortDate(lang, until, today))}
    </span>
  )
}

/** Nobody has been in touch with the company: that counts as longest ago. */
export const NeverMark = () => (
  <span class="st stale">
    <Icon name="Phone" />
    {usePartWords().never}
  </span>
)

/** What the register says of the company, that its advisor has to know. */
export const AlertMark = ({ alert }: { alert: Alert }) => (
  <span class="st stale">
    <Icon name="ExclamationmarkTriangle" />
    {usePartWords().alert[alert]}
  </span>
)

type MissingProps = { n: number; href?: string; label?: string; target?: string }

/** How much is missing for the next stage, and the way to it; `label` says for what and whose, `target` where it opens. */
export function MissingMark({ n, href, label, target }: MissingProps) {
  const words = usePartWords()
  if (n === 0) {
    return (
      <span class="miss ready">
        <Icon name="CheckmarkCircle" />
        {words.ready}
      </span>
    )
  }
  return href ? (
    <a
      class="miss"
      href={href}
      aria-label={label && `${words.missing(n)}. ${label}`}
      {...(target && { "hx-get": href, "hx-target": target, "hx-swap": "innerHTML" })}
    >
      {words.missing(n)}
    </a>
  ) : (
    <span class="miss">{words.missing(n)}</span>
  )
}

/** A person by initials. Without a `name` it stands beside the name, and no reader is told twice. */
export const Avatar = ({
  initials,
  name,
  mine,
  large,
}: {
  initials: string
  name?: string
  mine?: boolean
  large?: boolean
}) => {
  const look = ["av", mine && "mine", large && "lg"].filter(Boolean).join(" ")
  return name ? (
    <abbr class={look} title={name}>
      {initials}
    </abbr>
  ) : (
    <b class={look} aria-hidden="true">
      {initials}
    </b>
  )
}
