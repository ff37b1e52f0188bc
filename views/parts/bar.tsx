/** Two series on one scale: `max` is the largest sum in the table; `label` says both numbers in words. */
export const SplitBar = ({ a, b, max, label }: { a: number; b: number; max: number; label: string }) => {
  const width = (n: number) => `${max > 0 ? Math.round((n / max) * 1000) / 10 : 0}%`
  return (
    <svg class="bar" role="img">
      <title>{label}</title>
      <rect class="a" height="8" width={width(a)} />
      <rect class="b" height="8" x={width(a)} width={width(b)} />
    </svg>
  )
}

/** The hatch that the second series is drawn with: once a page. */
export const Hatch = () => (
  <svg class="hatch" aria-hidden="true">
    <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" />
      <path d="M0 0v5" stroke-width="6" />
    </pattern>
  </svg>
)

/** What a series is drawn as. */
export const Key = ({ of, children }: { of: "a" | "b"; children: string }) => (
  <span class="key">
    <svg class="bar" aria-hidden="true">
      <rect class={of} height="10" width="14" />
    </svg>
    {children}
  </span>
)
