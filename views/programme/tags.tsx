import { useTried } from "../cases/tried.ts"
import { PostForm, TextField } from "../parts/form.tsx"
import { formatDate } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import type { TagsProps } from "./props.ts"
import { useProgrammeWords } from "./words.ts"

/** The network's list of tags: what companies can be marked with, in three languages. */
export const TagsPage = ({ tags, did, tried }: TagsProps) => {
  const { tags: words } = useProgrammeWords()
  const { refusals } = useDomainWords()
  const said = did && Object.hasOwn(words.did, did) ? words.did[did as keyof typeof words.did] : null
  const isLost = tried?.refusal && Object.keys(tried.problems).length === 0
  return (
    <StaffPage title={words.title} room="stages" said={said}>
      <div class="narrow stack gap-4">
        <div>
          <h1 class="h1">{words.title}</h1>
          <p>{words.lead}</p>
        </div>
        {isLost && tried?.refusal && (
          <p class="ds-alert" data-color="danger" role="alert">
            {refusals[tried.refusal]}
          </p>
        )}
        {tags.length === 0 && <p class="quiet">{words.none}</p>}
        <ul class="list" id="tags">
          {tags.map((tag) => (
            <Tag tag={tag} tried={tried} />
          ))}
        </ul>
        <details class="prose noprint" open={tried?.form === "new"}>
          <summary class="ds-button" data-variant="secondary">
            <Icon name="Plus" />
            {words.add}
          </summary>
          <Names to="/programme/tags" form="new" tried={tried} />
        </details>
      </div>
    </StaffPage>
  )
}

const Tag = ({ tag, tried }: { tag: TagsProps["tags"][number]; tried: TagsProps["tried"] }) => {
  const { lang } = useScreen()
  const { tags: words } = useProgrammeWords()
  const { code, name, retiredOn } = tag
  const at = `/programme/tags/${code}`
  return (
    <li id={`tag-${code}`}>
      <div>
        <h2>{name[lang]}</h2>
        <p class="d quiet">
          {[name.nb, name.nn, name.en].join(" · ")}
          {retiredOn && `. ${words.retired(formatDate(lang, retiredOn))}`}
        </p>
        <div class="row noprint">
          <details open={tried?.form === code}>
            <summary class="link sm">
              {words.rename}
              <span class="ds-sr-only"> {name[lang]}</span>
            </summary>
            <Names to={`${at}/names`} form={code} tried={tried} name={name} />
          </details>
          <PostForm to={`${at}/${retiredOn ? "restoration" : "retirement"}`} made={{}} class="inline">
            <button class="link sm" type="submit">
              {retiredOn ? words.restore : words.retire}
              <span class="ds-sr-only"> {name[lang]}</span>
            </button>
          </PostForm>
        </div>
      </div>
    </li>
  )
}

type NamesProps = { to: string; form: string; tried: TagsProps["tried"]; name?: TagsProps["tags"][number]["name"] }

const Names = ({ to, form, tried, name }: NamesProps) => {
  const { tags: words } = useProgrammeWords()
  const field = useTried(tried, form)
  return (
    <PostForm to={to} made={{}} class="form mt-2">
      {(["nb", "nn", "en"] as const).map((lang) => (
        <TextField id={`${form}-${lang}`} {...field(lang, name?.[lang])} label={words.in[lang]} />
      ))}
      <div class="row">
        <button class="ds-button" type="submit">
          {words.save}
        </button>
      </div>
    </PostForm>
  )
}
