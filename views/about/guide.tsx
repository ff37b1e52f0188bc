import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { Sections } from "./accessibility.tsx"
import type { GuideProps } from "./props.ts"
import { useAboutWords } from "./words.ts"

/** The first day: what is where, and what each stage means. */
export const Guide = ({ tracks }: GuideProps) => {
  const { lang } = useScreen()
  const { guide, privacy, accessibility } = useAboutWords()
  return (
    <StaffPage title={guide.title} room="me">
      <div class="narrow prose" id="guide">
        <h1 class="h1">{guide.title}</h1>
        <p>{guide.lead}</p>
        <ul class="mt-2">
          <li>
            <a class="link" href="/me">
              {guide.me}
            </a>
          </li>
          <li>
            <a class="link" href="/network/hubs">
              {guide.hubs}
            </a>
          </li>
          <li>
            <a class="link" href="/areas">
              {guide.areas}
            </a>
          </li>
        </ul>
        <Sections sections={guide.sections} />
        <h2 class="h2 mt-5 mb-2" id="stages">
          {guide.stages}
        </h2>
        <p class="mb-2">{guide.stagesLead}</p>
        {tracks.map(({ name, stages }) => (
          <section aria-label={name[lang]}>
            <h3 class="h3 mt-4 mb-2">{name[lang]}</h3>
            <ul class="list">
              {stages.map((stage) => (
                <li>
                  <div>
                    <h4 class="strong">
                      <a class="link" href={stage.href}>
                        {stage.name[lang]}
                      </a>
                    </h4>
                    <p class="sm">{stage.meaning[lang]}</p>
                  </div>
                </li>
              ))}
            </ul>
          </section>
        ))}
        <p class="row sm mt-5">
          <a class="link" href="/about/privacy">
            {privacy.title}
          </a>
          <a class="link" href="/about/accessibility">
            {accessibility.title}
          </a>
        </p>
      </div>
    </StaffPage>
  )
}
