import assets from "#assets"
import { PublicLayout } from "../layout.tsx"
import { longDate, weekday } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import type { ReceiptProps } from "./props.ts"
import { useStatusWords } from "./status-words.ts"
import { useIntakeWords } from "./words.ts"

/** What whoever asked for help may keep: the reference, who answers and by when. Nothing of what they sent. */
export const Receipt = ({ ref, hub, dueOn, link = null }: ReceiptProps) => {
  const { lang } = useScreen()
  const { receipt: words } = useIntakeWords()
  const { receipt: own } = useStatusWords()
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
      {link ? (
        <section aria-labelledby="own-page">
          <h2 class="h2" id="own-page">
            {own.link}
          </h2>
          <p class="mb-3">
            {own.linkHint} {own.mailed}
          </p>
          <a class="ds-button" href={link}>
            {own.open}
          </a>
        </section>
      ) : (
        <p class="mt-4">
          <a class="link" href="/enquiry/link">
            {own.lost}
          </a>
        </p>
      )}
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
