import { formatTime, longDate } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import { useNetworkWords } from "./words.ts"

type Entry = { seq: number; on: string; at: string; by: string | null; reason: string | null; deed: string }

/** What was done, the latest first: who, when and why. */
export const Log = ({ title, note, entries }: { title: string; note?: string; entries: readonly Entry[] }) => {
  const { lang } = useScreen()
  const { area } = useNetworkWords()
  return (
    <section aria-labelledby="log">
      <h2 class="h2 mb-2" id="log">
        {title}
      </h2>
      {note && <p class="sm quiet mb-2">{note}</p>}
      {entries.length > 0 && (
        <ol class="list">
          {entries.map(({ on, at, by, reason, deed }) => (
            <li>
              <div>
                <p>
                  <b>{by ?? area.unknown}</b> {deed}
                </p>
                {reason && <p class="sm">{reason}</p>}
              </div>
              <time class="sm quiet nowrap" datetime={at}>
                {longDate(lang, on)} {formatTime(lang, at)}
              </time>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
