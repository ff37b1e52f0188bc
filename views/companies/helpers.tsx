import { useTried } from "../cases/tried.ts"
import { DateField, PostForm, TextField } from "../parts/form.tsx"
import { formatDate, formatPhone } from "../parts/format.ts"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import type { CompanyProps, HelperProps } from "./props.ts"
import { useCompanyWords } from "./words.ts"

/** Who helps the company now: hubs of the network by their open cases, and others as they were noted. */
export const Helpers = (props: CompanyProps) => {
  const { lang } = useScreen()
  const { helpers: words } = useCompanyWords()
  const { helping, helpers, mayChange } = props
  return (
    <section class="panel mt-4" aria-labelledby="helpers-name" id="helpers">
      <header>
        <h2 class="h2" id="helpers-name">
          {words.title}
        </h2>
      </header>
      {helping.length + helpers.length === 0 && <p class="quiet">{words.none}</p>}
      <ul class="stack sm">
        {helping.map(({ hub, advisor, phone, ref }) => (
          <li>
            <b>{hub}</b>, {advisor ?? words.nobody}{" "}
            {phone && (
              <a class="link num nowrap" href={`tel:${phone}`}>
                {formatPhone(lang, phone)}
              </a>
            )}{" "}
            <a class="link" href={`/cases/${ref}`}>
              {ref}
            </a>
          </li>
        ))}
        {helpers.map((helper) => (
          <Helper {...props} helper={helper} />
        ))}
      </ul>
      {mayChange && <Noting {...props} />}
    </section>
  )
}

const Helper = ({ id, helper, mayChange, today, tried }: CompanyProps & { helper: HelperProps }) => {
  const { lang } = useScreen()
  const { helpers: words } = useCompanyWords()
  const { name, what, since, until } = helper
  const form = `end-${helper.id}`
  return (
    <li id={`helper-${helper.id}`} class={until ? "quiet" : ""}>
      <b>{name}</b>
      {what && `, ${what}`}{" "}
      <span class="quiet">{words.span(formatDate(lang, since), until && formatDate(lang, until))}</span>
      {mayChange && !until && (
        <details class="noprint" open={tried?.form === form}>
          <summary class="link xs">
            {words.end}
            <span class="ds-sr-only"> {name}</span>
          </summary>
          <PostForm to={`/companies/${id}/helpers/${helper.id}/end`} made={{}}>
            <DateField id={`${form}-until`} {...useTried(tried, form)("until", today)} label={words.until} />
            <button class="ds-button" type="submit">
              {words.end}
            </button>
          </PostForm>
        </details>
      )}
    </li>
  )
}

const Noting = ({ id, tried, today }: CompanyProps) => {
  const { helpers: words } = useCompanyWords()
  const field = useTried(tried, "helpers")
  return (
    <details class="noprint mt-3" open={tried?.form === "helpers"}>
      <summary class="ds-button" data-variant="tertiary">
        <Icon name="Plus" />
        {words.add}
      </summary>
      <PostForm to={`/companies/${id}/helpers`} made={{}} class="form mt-2">
        <TextField id="helpers-name-of" {...field("name")} label={words.name} hint={words.nameHint} />
        <TextField id="helpers-what" {...field("what")} label={words.what} optional />
        <DateField id="helpers-since" {...field("since", today)} label={words.since} />
        <button class="ds-button" type="submit">
          {words.add}
        </button>
      </PostForm>
    </details>
  )
}
