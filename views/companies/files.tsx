import { FileLink } from "../cases/files.tsx"
import { useCaseWords } from "../cases/words.ts"
import { shortDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import type { CompanyProps } from "./props.ts"

/** What is attached to its cases. Nothing is said where there is nothing. */
export const CompanyFiles = ({ files }: CompanyProps) => {
  const { lang, today } = useScreen()
  const words = useCaseWords()
  if (files.length === 0) return null
  return (
    <section class="panel mt-4" aria-labelledby="files-name" id="files">
      <h2 class="h2 mb-2" id="files-name">
        {words.files.title}
      </h2>
      <ul class="todo-list">
        {files.map((file) => (
          <li>
            <Icon name="File" class="no" />
            <div>
              <FileLink {...file} />
              <p class="sm quiet">
                <a class="link" href={`/cases/${file.ref}#files`}>
                  {file.ref}
                </a>
                , {shortDate(lang, file.on, today)}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
