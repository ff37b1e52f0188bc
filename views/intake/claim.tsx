import { PublicLayout } from "../layout.tsx"
import { ErrorSummary, PostForm, TextField } from "../parts/form.tsx"
import { useScreen } from "../screen.tsx"
import { useProblems } from "../words.ts"
import type { ClaimTried } from "./status-props.ts"
import { useStatusWords } from "./status-words.ts"

const LINKS = "/enquiry/link"

/** For who has lost the link to their enquiry. The answer is the same for all. */
export const Claim = ({ tried }: { tried: ClaimTried | null }) => {
  const { lang } = useScreen()
  const { claim: words } = useStatusWords()
  const sentence = useProblems()
  const said = (name: string) => {
    const problem = tried?.problems[name]
    return problem === "not_a_choice" ? words.wrongRef : sentence(problem)
  }
  const field = (name: string) => ({ id: name, name, value: tried?.typed[name] ?? "", problem: said(name) })
  const wrong = ["ref", "email"].flatMap((id) => {
    const text = said(id)
    return text ? [{ id, text }] : []
  })
  return (
    <PublicLayout lang={lang} title={words.title} path={LINKS}>
      <ErrorSummary problems={wrong} />
      <h1>{words.title}</h1>
      <p class="lead mb-4">{words.lead}</p>
      <PostForm to={`${LINKS}?lang=${lang}`} made={{}} class="form">
        <TextField {...field("ref")} label={words.ref} hint={words.refHint} short />
        <TextField {...field("email")} label={words.email} type="email" autocomplete="email" />
        <div>
          <button class="ds-button" type="submit">
            {words.send}
          </button>
        </div>
      </PostForm>
    </PublicLayout>
  )
}

export const ClaimSent = () => {
  const { lang } = useScreen()
  const { claim: words } = useStatusWords()
  return (
    <PublicLayout lang={lang} title={words.sentTitle} path={`${LINKS}/sent`}>
      <h1>{words.sentTitle}</h1>
      <p class="lead">{words.sent}</p>
    </PublicLayout>
  )
}
