/**
 * What this browser keeps: entries that are not sent, and the day as it was. All of it is sealed with a key that the server
 * gives only to whose it is, and that stays here only as long as they are the one who is signed in.
 */
export type Entry = { act: string; by: string; at: number; sealed: Sealed; problem?: number }
export type Written = { fields: readonly (readonly [string, string])[]; ref: string; company: string; note: string }
export type Day = { page: string; bare: string; policy: string }
type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }
type KeptDay = { by: string; at: number; from: string; page?: Sealed; bare: Sealed }
type Key = { by: string; key: CryptoKey }

/** What was kept of a day is shown for so long. */
export const LASTS_MS = 24 * 60 * 60 * 1000
/** A line that is there in name only. */
const PATIENCE_MS = 15_000
/** Answers that sending it again does not change: it waits for its writer. */
const REFUSED = new Set([403, 404, 409, 413, 422])

export async function keyOf(by: string): Promise<CryptoKey | undefined> {
  return (await request<Key | undefined>("keys", "readonly", (keys) => keys.get(by)))?.key
}

/** From now on it is this person's browser: what others had open here is closed. Their entries stay, sealed. */
export async function enter(by: string, secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0))
  const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"])
  await lock(by)
  await request("keys", "readwrite", (keys) => keys.put({ by, key } satisfies Key))
  return key
}

/** Takes away keys and days, but for one person's. */
export async function lock(but?: string): Promise<void> {
  for (const store of ["keys", "days"] as const)
    for (const by of await request(store, "readonly", (one) => one.getAllKeys()))
      if (by !== but) await request(store, "readwrite", (one) => one.delete(by))
}

/** All of one person's. */
export async function wipe(by: string): Promise<void> {
  for (const { act } of await entriesOf(by)) await discard(act)
  for (const store of ["keys", "days"] as const) await request(store, "readwrite", (one) => one.delete(by))
}

export async function keepDay(by: string, from: string, { page, bare, policy }: Day): Promise<void> {
  const key = await keyOf(by)
  if (!key) return
  const day = {
    by,
    at: Date.now(),
    from,
    page: await seal(key, { html: page, policy }),
    bare: await seal(key, { html: bare, policy }),
  }
  await request("days", "readwrite", (days) => days.put(day satisfies KeptDay))
}

/** Whether it is this person's, of this version of the program, and was kept less than so long ago. */
export async function hasDay(by: string, from: string, withinMs: number): Promise<boolean> {
  const day = await request<KeptDay | undefined>("days", "readonly", (days) => days.get(by))
  return day?.from === from && day.page !== undefined && Date.now() - day.at < withinMs
}

/** The day of whose browser it is now. After a day its cases are gone, and what is left is where one writes. */
export async function openDay(): Promise<{ html: string; policy: string } | null> {
  const [own] = await request<Key[]>("keys", "readonly", (keys) => keys.getAll())
  const day = own && (await request<KeptDay | undefined>("days", "readonly", (days) => days.get(own.by)))
  if (!day) return null
  const { page, ...rest } = day
  const isOld = Date.now() - day.at >= LASTS_MS
  if (isOld && page) await request("days", "readwrite", (days) => days.put(rest))
  return unseal(own.key, isOld || !page ? day.bare : page)
}

/** Entries of one person that are not sent, the first first. */
export async function entriesOf(by: string): Promise<Entry[]> {
  const all = await request<Entry[]>("entries", "readonly", (entries) => entries.getAll())
  return all.filter((entry) => entry.by === by).toSorted((one, other) => one.at - other.at)
}

export async function keep(by: string, act: string, written: Written): Promise<Entry | null> {
  const key = await keyOf(by)
  if (!key) return null
  const entry: Entry = { act, by, at: Date.now(), sealed: await seal(key, written) }
  await request("entries", "readwrite", (entries) => entries.put(entry))
  return entry
}

export const discard = (act: string) => request("entries", "readwrite", (entries) => entries.delete(act))

export async function read({ by, sealed }: Entry): Promise<Written | null> {
  const key = await keyOf(by)
  return key ? unseal<Written>(key, sealed).catch(() => null) : null
}

/** Sends what waits, of whose browser it is now, one at a time and in one place at a time. Says whether any is left. */
export async function sendAll(): Promise<boolean> {
  return navigator.locks.request("send", async () => {
    for (const by of await request("keys", "readonly", (keys) => keys.getAllKeys()))
      for (const entry of await entriesOf(String(by)))
        if (entry.problem === undefined && (await post(entry)) === "away") return true
    return false
  })
}

/** The same of one that was just written. */
export const sendOne = (entry: Entry) => navigator.locks.request("send", () => post(entry))

/** Only a receipt for this very entry takes it away. */
async function post(entry: Entry): Promise<"received" | "away" | number> {
  const written = await read(entry)
  if (!written) return "away"
  const answer = await fetch("/log", {
    method: "POST",
    body: new URLSearchParams(written.fields.map(([name, value]) => [name, value])),
    headers: { "Written-By": entry.by },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null)
  const told: unknown = answer?.status === 200 ? await answer.json().catch(() => null) : null
  if (told instanceof Object && "receipt" in told && told.receipt === entry.act) {
    await discard(entry.act)
    return "received"
  }
  if (!answer || !REFUSED.has(answer.status)) return "away"
  await request("entries", "readwrite", (entries) => entries.put({ ...entry, problem: answer.status }))
  return answer.status
}

async function seal(key: CryptoKey, what: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(what))
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text) }
}

async function unseal<T>(key: CryptoKey, { iv, data }: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)))
}

type Store = "keys" | "days" | "entries"
let database: Promise<IDBDatabase> | undefined

async function request<T>(
  store: Store,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  database ??= opened()
  const transaction = (await database).transaction(store, mode)
  const asked = ask(transaction.objectStore(store))
  return new Promise((pass, fail) => {
    transaction.oncomplete = () => pass(asked.result)
    transaction.onabort = () => fail(transaction.error)
  })
}

const opened = () =>
  new Promise<IDBDatabase>((pass, fail) => {
    const opening = indexedDB.open("kept", 1)
    opening.onupgradeneeded = () => {
      for (const store of ["keys", "days"]) opening.result.createObjectStore(store, { keyPath: "by" })
      opening.result.createObjectStore("entries", { keyPath: "act" })
    }
    opening.onsuccess = () => pass(opening.result)
    opening.onerror = () => fail(opening.error)
  })
