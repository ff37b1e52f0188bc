import type { Child } from "hono/jsx"
import assets from "#assets"
import type { Language, Role } from "#src/core/person.ts"
import type { IconName } from "./assets/icons.ts"
import { formatDate } from "./parts/format.ts"
import { Icon } from "./parts/icon.tsx"
import { Avatar } from "./parts/pill.tsx"
import { Live, ToastPlace, type ToastProps } from "./parts/toast.tsx"
import { usePartWords } from "./parts/words.ts"
import { useScreen } from "./screen.tsx"
import { SearchBox, SearchLink } from "./search/box.tsx"

export type NavKey = "day" | "board" | "inbox" | "network" | "stages" | "people"
/** `count` is how many are new there, as words: "3", "100+". */
export type NavItem = { href: string; key: NavKey; count?: string | undefined; current: boolean }
export type Shell = {
  lang: Language
  path: string
  /** `at` is where the role is held. */
  who: { id: string; name: string; initials: string; role: Role; at?: string | undefined } | null
  nav: readonly NavItem[]
  notice?: ToastProps | undefined
  maySearch: boolean
  /** Whether a single key does something. */
  keys: boolean
  /** Notices not read yet, as words: "3", "9+". */
  unread?: string | undefined
  /** Where one says what came of a meeting; null for those who have none. */
  logs: string | null
}

const NAV_ICONS: Record<NavKey, IconName> = {
  day: "Calendar",
  board: "SidebarBoth",
  inbox: "Inbox",
  network: "Table",
  stages: "Staircase",
  people: "PersonGroup",
}

/** A page for those who work here. */
export function Layout({ shell, title, children }: { shell: Shell; title: string; children?: Child }) {
  const { layout: words, offline } = usePartWords()
  const { lang, path, who, nav, notice, maySearch, keys, unread, logs } = shell
  const half = Math.ceil(nav.length / 2)
  return (
    <html lang={lang} data-color-scheme="auto" data-size="sm">
      <Head title={title} styles={assets["staff.css"]}>
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="apple-touch-icon" href={assets["icon-180.png"]} />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#212a27" media="(prefers-color-scheme: dark)" />
        <link rel="preload" href={assets["inter.woff2"]} as="font" type="font/woff2" crossorigin="anonymous" />
        <script src={assets["staff.js"]} defer />
      </Head>
      <body class="staff dense" data-keys={keys ? "on" : "off"}>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header class="top">
          <a class="brand" href="/">
            <Mark />
            Kraftspor
          </a>
          <nav aria-label={words.menu}>
            <ul>
              {nav.map((item) => (
                <li>
                  <NavLink {...item} />
                </li>
              ))}
            </ul>
          </nav>
          <span class="grow" />
          {maySearch && <SearchLink />}
          {logs && <LogLink href={logs} keys={keys} />}
          {who && <Bell unread={unread} current={path === "/notices"} />}
          {who && <Me {...who} />}
        </header>
        <main id="main" tabindex={-1}>
          {who && <PrintedBy name={who.name} />}
          <div id="problem" role="alert" data-offline={offline} />
          {children}
          <ToastPlace toast={notice} />
        </main>
        <Live />
        {maySearch && <SearchBox />}
        <nav class="tabbar" aria-label={words.shortcuts}>
          {nav.slice(0, half).map((item) => (
            <NavLink {...item} icon={NAV_ICONS[item.key]} />
          ))}
          {logs && (
            <a href={logs} class="logtab">
              <Icon name="NotePencil" />
              {words.log}
            </a>
          )}
          {nav.slice(half).map((item) => (
            <NavLink {...item} icon={NAV_ICONS[item.key]} />
          ))}
        </nav>
      </body>
    </html>
  )
}

export type PublicProps = {
  lang: Language
  title: string
  /** Where the page is, with what it was asked for: choosing a language stays there. */
  path: string
  /** Whose page it is: the hubs' own, or this program's. */
  brand?: "hubs" | "kraftspor"
  links?: readonly { href: string; text: string }[]
  /** A small page with one thing to do, such as signing in. */
  center?: boolean
  /** The form on it that is half filled in: choosing a language shows it again as it is. */
  carries?: { form: string; to: string }
  scripts?: readonly string[]
  children?: Child
}

/** A page that anyone may open: the system's font, and no script but where it is asked for. */
export function PublicLayout(props: PublicProps) {
  const { lang, title, path, brand = "hubs", links = [], center, carries, scripts = [], children } = props
  const { layout: words } = usePartWords()
  return (
    <html lang={lang} data-color-scheme="auto" data-size="md">
      <Head title={title} styles={assets["public.css"]}>
        {scripts.map((src) => (
          <script src={src} defer />
        ))}
      </Head>
      <body class="pub">
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <header class="mast">
          <div>
            <span class="brand">
              <Mark />
              <span>{brand === "hubs" ? words.brand : "Kraftspor"}</span>
            </span>
            <nav aria-label={words.language} class="row sm">
              {/* The first button of a form is the one that Enter presses. */}
              {carries && <button type="submit" form={carries.form} hidden />}
              {LANGUAGES.filter(({ code }) => code !== lang).map(({ code, name }) =>
                carries ? (
                  <button
                    class="link"
                    type="submit"
                    form={carries.form}
                    formaction={`${carries.to}?lang=${code}`}
                    lang={code}
                  >
                    {name}
                  </button>
                ) : (
                  <a
                    class="link"
                    href={`${path}${path.includes("?") ? "&" : "?"}lang=${code}`}
                    lang={code}
                    hreflang={code}
                  >
                    {name}
                  </a>
                ),
              )}
            </nav>
          </div>
        </header>
        <main id="main" tabindex={-1} class={center ? "center" : undefined}>
          {children}
        </main>
        <footer>
          <div class="row">
            {[
              ...links,
              { href: "/about/privacy", text: words.privacy },
              { href: "/about/accessibility", text: words.accessibility },
            ].map(({ href, text }) => (
              <a class="link" href={href}>
                {text}
              </a>
            ))}
          </div>
        </footer>
      </body>
    </html>
  )
}

const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: "nb", name: "Bokmål" },
  { code: "nn", name: "Nynorsk" },
  { code: "en", name: "English" },
]

const Head = ({ title, styles, children }: { title: string; styles: string; children?: Child }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{`${title} – Kraftspor`}</title>
    <link rel="icon" href={assets["favicon.svg"]} type="image/svg+xml" />
    <link rel="stylesheet" href={styles} />
    {children}
  </head>
)

const NavLink = ({ href, key: name, count, current, icon }: NavItem & { icon?: IconName }) => {
  const { nav, fresh } = usePartWords().layout
  return (
    <a href={href} aria-current={current ? "page" : undefined}>
      {icon && <Icon name={icon} />}
      {nav[name]}
      {count && (
        <span class="cnt">
          {count}
          <span class="ds-sr-only"> {fresh}</span>
        </span>
      )}
    </a>
  )
}

const Bell = ({ unread, current }: { unread: string | undefined; current: boolean }) => {
  const { notices, fresh } = usePartWords().layout
  return (
    <a class="bell" href="/notices" aria-current={current ? "page" : undefined}>
      <Icon name="Bell" />
      <span class="ds-sr-only">{notices}</span>
      {unread && (
        <span class="cnt hot">
          <span class="ds-sr-only">: </span>
          {unread}
          <span class="ds-sr-only"> {fresh}</span>
        </span>
      )}
    </a>
  )
}

/** From anywhere: the key opens it, too. */
const LogLink = ({ href, keys }: { href: string; keys: boolean }) => {
  const { layout: words } = usePartWords()
  return (
    <a class="ds-button loglink" href={href} data-log {...(keys && { "aria-keyshortcuts": "e", title: words.logKey })}>
      <Icon name="NotePencil" />
      {words.log}
      {keys && <kbd>E</kbd>}
    </a>
  )
}

const Me = ({ id, name, initials, role, at }: NonNullable<Shell["who"]>) => {
  const { layout: words } = usePartWords()
  return (
    <details class="me" name="menu">
      <summary>
        <Avatar initials={initials} mine />
        <span class="mename">
          <span class="strong">{name}</span>
          <br />
          <span class="quiet xs">{[words.roles[role], at].filter(Boolean).join(", ")}</span>
        </span>
      </summary>
      <div class="menu">
        <a href="/me">
          <Icon name="Person" />
          {words.myPage}
        </a>
        <a href="/keys">
          <Icon name="MenuElipsisHorizontal" />
          {words.keys}
        </a>
        <a href="/guide">
          <Icon name="Compass" />
          {words.guide}
        </a>
        {/* What is kept in the browser is this person's, and goes when they do. */}
        <form
          method="post"
          action="/auth/departure"
          data-person={id}
          data-offline={assets["offline.js"]}
          data-unsent={words.unsent}
        >
          <button type="submit">
            <Icon name="Leave" />
            {words.signOut}
          </button>
        </form>
      </div>
    </details>
  )
}

const PrintedBy = ({ name }: { name: string }) => {
  const { lang, today } = useScreen()
  return <p class="printonly sm quiet">{usePartWords().layout.printed(formatDate(lang, today), name)}</p>
}

const Mark = () => (
  <svg viewBox="0 0 26 26" fill="none" aria-hidden="true">
    <path
      d="M3 21c5 0 5-6 10-6s5 6 10 6M3 14c5 0 5-6 10-6s5 6 10 6"
      stroke="currentColor"
      stroke-width="2.2"
      stroke-linecap="round"
    />
    <circle cx="13" cy="3.6" r="2.1" fill="currentColor" />
  </svg>
)
