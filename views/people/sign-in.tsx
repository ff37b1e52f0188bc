import type { Child } from "hono/jsx"
import type { Tried } from "#src/http/tried.ts"
import { PublicLayout } from "../layout.tsx"
import { PostForm, TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useProblems } from "../words.ts"
import type { EnterProps, SignInProps } from "./props.ts"
import { usePeopleWords } from "./words.ts"

export const SignIn = ({ next, tried }: SignInProps) => {
  const { signIn } = usePeopleWords()
  return (
    <Door title={signIn.title} asked={{ next }}>
      <p class="quiet mb-4">
        {signIn.lead}{" "}
        <a class="link" href="/enquiry">
          {signIn.toForm}
        </a>
        ?
      </p>
      <AskForLink next={next} tried={tried} />
    </Door>
  )
}

export const LinkSent = ({ next }: { next: string }) => {
  const { linkSent } = usePeopleWords()
  return (
    <Door title={linkSent.title} asked={{ next }}>
      <p class="mt-2">{linkSent.text}</p>
      <p class="hint mt-4">{linkSent.nothing}</p>
      <p class="mt-4">
        <a class="link" href={addressWith("/auth", { next })}>
          {linkSent.again}
        </a>
      </p>
    </Door>
  )
}

export const Enter = ({ token, next }: EnterProps) => {
  const { enter } = usePeopleWords()
  return (
    <Door title={enter.title} asked={{ token, next }}>
      <p class="mb-4">{enter.text}</p>
      <PostForm to="/auth/session" made={{}} class="form">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={next} />
        <button class="ds-button" type="submit">
          {enter.button}
        </button>
      </PostForm>
    </Door>
  )
}

export const LinkIsOld = ({ next }: { next: string }) => {
  const { oldLink } = usePeopleWords()
  return (
    <Door title={oldLink.title} asked={{ next }} at="/auth">
      <p class="mb-4">{oldLink.text}</p>
      <AskForLink next={next} tried={null} />
    </Door>
  )
}

const AskForLink = ({ next, tried }: { next: string; tried: Tried | null }) => {
  const { signIn } = usePeopleWords()
  return (
    <PostForm to="/auth/links" made={{}} class="form">
      <input type="hidden" name="next" value={next} />
      <TextField
        id="email"
        name="email"
        type="email"
        autocomplete="username"
        label={signIn.email}
        value={tried?.typed.email}
        problem={useProblems()(tried?.problems.email)}
      />
      <button class="ds-button" type="submit">
        <Icon name="EnvelopeClosed" />
        {signIn.send}
      </button>
      <p class="hint">{signIn.hint}</p>
    </PostForm>
  )
}

type Asked = { next: string; token?: string }
type DoorProps = { title: string; asked: Asked; at?: string; children?: Child }
/** A small page before the doors. Choosing a language keeps what it was asked for. */
const Door = ({ title, asked, at, children }: DoorProps) => {
  const { lang, path } = useScreen()
  return (
    <PublicLayout lang={lang} title={title} path={addressWith(at ?? path, asked)} brand="kraftspor" center>
      <h1>{title}</h1>
      {children}
    </PublicLayout>
  )
}

function addressWith(path: string, { token, next }: Asked): string {
  const query = new URLSearchParams({ ...(token && { token }), ...(next !== "/" && { next }) }).toString()
  return query ? `${path}?${query}` : path
}
