import { PublicLayout } from "../layout.tsx"
import { useScreen } from "../screen.tsx"
import type { AccessibilityProps } from "./props.ts"
import { type Section, useAboutWords } from "./words.ts"

/** How accessible the program is, what is not, and where to say so. */
export const Accessibility = ({ contact }: AccessibilityProps) => {
  const { lang, path } = useScreen()
  const { accessibility } = useAboutWords()
  return (
    <PublicLayout lang={lang} title={accessibility.title} path={path}>
      <h1>{accessibility.title}</h1>
      <p class="lead">{accessibility.lead}</p>
      <Sections sections={accessibility.sections} />
      <h2 class="h2 mt-5 mb-2">{accessibility.ask}</h2>
      <p>
        {accessibility.askText} <a href={`mailto:${contact}`}>{contact}</a>
      </p>
    </PublicLayout>
  )
}

export const Sections = ({ sections }: { sections: readonly Section[] }) => (
  <>
    {sections.map(({ title, text, points = [] }) => (
      <>
        <h2 class="h2 mt-5 mb-2">{title}</h2>
        {text.map((paragraph) => (
          <p class="mb-2">{paragraph}</p>
        ))}
        {points.length > 0 && (
          <ul>
            {points.map((point) => (
              <li>{point}</li>
            ))}
          </ul>
        )}
      </>
    ))}
  </>
)
