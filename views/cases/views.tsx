import { PostForm, SelectField, TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { useViewOf } from "./look.tsx"
import type { Tried, ViewOf } from "./props.ts"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

type SavedView = ViewOf & {
  id: string
  name: string
  href: string | null
  query: string
  /** Whether this person looks after it. */
  isKept: boolean
}
export type ViewsProps = {
  /** The look that is to be saved, as an address has it. */
  view: string
  owners: readonly (ViewOf & { value: string })[]
  views: readonly SavedView[]
  /** Whether this person has a board to go back to. */
  isKnown: boolean
  did: "saved" | "renamed" | "deleted" | null
  tried: Tried | null
}

/** Looks at the open cases that have a name: to make one, name it anew, and remove it. */
export const Views = ({ view, owners, views, isKnown, did, tried }: ViewsProps) => {
  const { board, views: words } = useCaseWords()
  const viewOf = useViewOf()
  const sentence = useProblems()
  const field = useTried(tried, "view")
  const isBesideAField = Object.keys(tried?.problems ?? {}).length > 0
  const refusal = isBesideAField ? null : sentence(tried?.refusal ?? undefined)
  return (
    <StaffPage title={words.title} room="board" said={did && words.did[did]}>
      <div class="narrow stack gap-4">
        {isKnown && (
          <nav class="crumb" aria-label={board.title}>
            <a class="link" href={view ? `/cases?${view}` : "/cases"}>
              {board.title}
            </a>
            <Icon name="ChevronRight" />
            <span>{words.title}</span>
          </nav>
        )}
        <h1 class="h1">{words.title}</h1>
        {refusal && (
          <p class="ds-alert" data-color="danger" role="alert">
            {refusal}
          </p>
        )}
        <section class="panel" aria-labelledby="save">
          <h2 class="h2 mb-2" id="save">
            {words.save}
          </h2>
          <PostForm to="/cases/views" made={{}} class="form">
            <TextField id="view-name" {...field("name")} label={words.name} maxlength={60} />
            <SelectField
              id="view-owner"
              {...field("owner", "person")}
              label={words.owner}
              options={owners.map((one) => ({ value: one.value, label: viewOf(one) }))}
            />
            <TextField
              id="view-address"
              {...field("view", view)}
              label={words.address}
              hint={words.addressHint}
              optional
              maxlength={500}
            />
            <button class="ds-button" type="submit">
              {words.submit}
            </button>
          </PostForm>
        </section>
        <section aria-labelledby="saved">
          <h2 class="h2 mb-2" id="saved">
            {words.saved}
          </h2>
          {views.length === 0 ? (
            <p class="quiet">{words.none}</p>
          ) : (
            <ul class="list">
              {views.map((one) => (
                <One {...one} tried={tried} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </StaffPage>
  )
}

const One = ({ id, name, href, query, isKept, tried, ...of }: SavedView & Pick<ViewsProps, "tried">) => {
  const { views: words } = useCaseWords()
  const viewOf = useViewOf()
  const form = `name-${id}`
  const field = useTried(tried, form)
  return (
    <li>
      <div>
        <h3>{href ? <a href={href}>{name}</a> : name}</h3>
        <p class="d">
          <span>{viewOf(of)}</span>
          {!href && <span>{query}</span>}
        </p>
      </div>
      {isKept && (
        <div class="row acts">
          <details name="menu" open={tried?.form === form}>
            <summary class="link sm">{words.rename}</summary>
            <PostForm to={`/cases/views/${id}/name`} made={{}} class="row" label={words.renameOne(name)}>
              <TextField id={form} {...field("name", name)} label={words.name} maxlength={60} />
              <button class="ds-button" data-variant="secondary" type="submit">
                {words.submit}
              </button>
            </PostForm>
          </details>
          <PostForm to={`/cases/views/${id}/deletion`} made={{}}>
            <button class="ds-button" data-variant="tertiary" type="submit" aria-label={words.removeOne(name)}>
              {words.remove}
            </button>
          </PostForm>
        </div>
      )}
    </li>
  )
}
