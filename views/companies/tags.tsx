import { useTried } from "../cases/tried.ts"
import { PostForm, SelectField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import type { CompanyProps } from "./props.ts"
import { useCompanyWords } from "./words.ts"

/** What the company is marked with, of the network's list. */
export const Tags = ({ id, tags, mayChange, tried }: CompanyProps) => {
  const { lang } = useScreen()
  const { tags: words } = useCompanyWords()
  if (tags.set.length === 0 && (!mayChange || tags.free.length === 0)) return null
  return (
    <section class="row mb-3" aria-label={words.title} id="tags">
      {tags.set.map(({ code, name }) => (
        <span class="tag">
          {name[lang]}
          {mayChange && (
            <PostForm to={`/companies/${id}/tags/removal`} made={{}} class="inline noprint">
              <button class="link xs" type="submit" name="tag" value={code} aria-label={words.remove(name[lang])}>
                <Icon name="XMark" />
              </button>
            </PostForm>
          )}
        </span>
      ))}
      {mayChange && tags.free.length > 0 && (
        <details class="noprint" open={tried?.form === "tags"}>
          <summary class="link sm">{words.add}</summary>
          <PostForm to={`/companies/${id}/tags`} made={{}}>
            <SelectField
              id="tags-tag"
              {...useTried(tried, "tags")("tag")}
              label={words.choose}
              options={tags.free.map(({ code, name }) => ({ value: code, label: name[lang] }))}
            />
            <button class="ds-button" type="submit">
              {words.add}
            </button>
          </PostForm>
        </details>
      )}
    </section>
  )
}
