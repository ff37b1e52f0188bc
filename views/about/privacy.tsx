import { PublicLayout } from "../layout.tsx"
import { useScreen } from "../screen.tsx"
import { Sections } from "./accessibility.tsx"
import type { PrivacyProps } from "./props.ts"
import { useAboutWords } from "./words.ts"

/** What is registered about people, why, and what they can ask for. */
export const Privacy = ({ hubs, contact }: PrivacyProps) => {
  const { lang, path } = useScreen()
  const { privacy } = useAboutWords()
  return (
    <PublicLayout lang={lang} title={privacy.title} path={path}>
      <h1>{privacy.title}</h1>
      <p class="lead">{privacy.lead}</p>
      <h2 class="h2 mt-5 mb-2">{privacy.who}</h2>
      <p class="mb-2">{privacy.together(hubs.length)}</p>
      <ul id="hubs">
        {hubs.map((hub) => (
          <li>{hub}</li>
        ))}
      </ul>
      <p class="mt-2">{privacy.shared}</p>
      <Sections sections={privacy.sections} />
      <h2 class="h2 mt-5 mb-2">{privacy.ask}</h2>
      <p>
        {privacy.askText} <a href={`mailto:${contact}`}>{contact}</a>
      </p>
      <p class="mt-2">
        {privacy.complain} <a href="https://www.datatilsynet.no">datatilsynet.no</a>
      </p>
    </PublicLayout>
  )
}
