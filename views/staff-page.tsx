import type { Child } from "hono/jsx"
import type { Room } from "#src/access/rooms.ts"
import { Layout } from "./layout.tsx"
import { Live, ToastPlace, type Undo } from "./parts/toast.tsx"
import { useScreen } from "./screen.tsx"

const ADDRESSES: Record<Room, string> = {
  day: "/day",
  board: "/cases",
  inbox: "/inbox",
  network: "/network",
  stages: "/programme/stages",
  people: "/people",
}

type StaffPageProps = {
  title: string
  room: Room | "me" | "search" | "notices" | "changes" | "log"
  /** What was just done, in words: shown, and said aloud. */
  said?: string | null
  undo?: Undo | undefined
  children?: Child
}

/** A page for those who work here; for htmx only its content, and what is to be said. */
export const StaffPage = ({ title, room, said, undo, children }: StaffPageProps) => {
  const { lang, fragment, path, who } = useScreen()
  const toast = said ? { text: said, undo } : undefined
  if (fragment)
    return (
      <>
        {children}
        <Live text={said ?? ""} oob />
        <ToastPlace toast={toast} oob />
      </>
    )
  const nav = (who?.rooms ?? []).map((key) => ({ key, href: ADDRESSES[key], current: key === room }))
  const logs = who?.rooms.includes("day") ? logAddress(path) : null
  const person = who && { id: who.id, name: who.name, initials: who.initials, role: who.role }
  return (
    <Layout
      shell={{
        lang,
        path,
        who: person,
        nav,
        notice: toast,
        maySearch: who?.maySearch ?? false,
        keys: who?.keys ?? false,
        unread: who?.unread,
        logs,
      }}
      title={title}
    >
      {children}
    </Layout>
  )
}

/** From a case's own pages, the form for that case. */
function logAddress(path: string): string {
  const [, ref] = /^\/cases\/(\p{Lu}{2,4}-\d+)(?:\/|$)/u.exec(decodeURI(path)) ?? []
  return ref ? `/log?${new URLSearchParams({ case: ref })}` : "/log"
}
