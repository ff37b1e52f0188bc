import { lock, openDay, sendAll } from "../client/kept.ts"

declare const self: ServiceWorkerGlobalScope
/** What a page needs to look as it does, and a name that follows from it: put in when it is built. */
declare const ASSETS: readonly string[]
declare const VERSION: string

/** Where one may be when the line is gone: the day that was kept is shown there. */
const STAFF = /^\/(?:$|day$|log$|cases(?:\/|$)|inbox(?:\/|$)|search$)/
const WAITS = /^\/(?:day|log)$/
/** Longer than any page of ours takes. */
const PATIENCE_MS = 10_000

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(VERSION)
      .then((cache) => cache.addAll(ASSETS))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => self.clients.claim()))
})

self.addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== self.location.origin) return
  if (pathname.startsWith("/assets/")) return event.respondWith(asset(request))
  if (request.mode !== "navigate") return
  // Who has to sign in is nobody yet: what is kept here is shut until they have.
  if (pathname === "/auth") event.waitUntil(lock())
  if (STAFF.test(pathname)) event.respondWith(page(request, WAITS.test(pathname)))
})

self.addEventListener("sync", (event) => {
  const sync = event as ExtendableEvent
  sync.waitUntil(
    sendAll().then((isLeft) => {
      if (isLeft) throw new Error("not sent")
    }),
  )
})

async function forgetOthers() {
  for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name)
}

const asset = async (request: Request) => (await caches.match(request)) ?? fetch(request)

async function page(request: Request, isKept: boolean): Promise<Response> {
  const asked = fetch(request)
  const answer = await Promise.race([asked, ...(isKept ? [late()] : [])]).catch(() => null)
  return answer ?? (await kept()) ?? asked
}

const late = () => new Promise<null>((pass) => setTimeout(() => pass(null), PATIENCE_MS))

async function kept(): Promise<Response | null> {
  const day = await openDay().catch(() => null)
  if (!day) return null
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": day.policy }
  return new Response(day.html, { headers })
}
