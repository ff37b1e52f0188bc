import assets from "#assets"
import { PublicLayout } from "../layout.tsx"
import { longDate, weekday } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import type { ReceiptProps } from "./props.ts"
import { useIntakeWords } from "./words.ts"

/** What whoever asked for help may keep: the reference, who answers and by when. Nothing of what they sent. */
export const Receipt = ({ ref, hub, dueOn }: ReceiptProps) => {
  const { lang } = useScreen()
  const { receipt: words } = useIntakeWords()
  const day = `${weekday(lang, dueOn)} ${longDate(lang, dueOn)}`
  return (
    <PublicLayout lang={lang} title={words.title} path={`/enquiry/received/${ref}`} scripts={[assets["public.js"]]}>
      <h1 data-received>{words.title}</h1>
      <p class="lead">{words.lead(day)}</p>
      <dl class="receipt mt-5">
        <dt>{words.reference}</dt>
        <dd>
          {ref}
          <p>{words.referenceHint}</p>
        </dd>
        <dt>{words.who}</dt>
        <dd>{hub ?? words.someone}</dd>
        <dt>{words.by}</dt>
        <dd>
          <time datetime={dueOn}>{day}</time>
        </dd>
      </dl>
      <h2 class="h2">{words.next}</h2>
      <ol class="steps">
        {words.steps(hub).map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <p class="quiet mt-4">{words.silence}</p>
    </PublicLayout>
  )
}
