import { gzipSync } from "node:zlib"
import { createClient } from "@libsql/client/web"
import { osloDay } from "#src/core/calendar.ts"
import type { Network, Size } from "./fill.ts"

const SIXTY = 60

/** What a browser fetches that has never been here. */
export type FirstLoad = { page: "board of 60 cards" | "public form"; requests: number; kib: number }

/** Counts the page with all that it names, the font too; icons aside. `shown` must be in it. */
export async function firstLoad(
  page: FirstLoad["page"],
  site: string,
  { path, cookie, shown }: { path: string; cookie: string; shown: readonly string[] },
): Promise<FirstLoad> {
  const html = await bodyOf(`${site}${path}`, cookie)
  const lost = shown.find((text) => !html.includes(text))
  if (lost) throw new Error(`${path} does not show ${lost}`)
  const named = [...html.toString().matchAll(/<(?:link|script|img)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !tag.includes('rel="icon"'))
    .flatMap((tag) => /(?:href|src)="(\/[^"]*)"/.exec(tag)?.[1] ?? [])
  const files = await Promise.all([...new Set(named)].map((file) => bodyOf(`${site}${file}`)))
  // What is packed already, as a font is, does not get smaller.
  const bytes = [html, ...files].map((body) => Math.min(gzipSync(body).byteLength, body.byteLength))
  return { page, requests: bytes.length, kib: bytes.reduce((all, one) => all + one, 0) / 1024 }
}

export const holdsSixty = ({ cases, hubs }: Size) => cases / hubs >= SIXTY

/** Makes the home hub one of just sixty cases, spread over its columns, and gives them. Its counts are wrong afterwards. */
export async function leaveSixty(url: string, { home, track, stages }: Network): Promise<string[]> {
  await createClient({ url }).execute({
    sql: `update cases set track = :track, stage = :stages ->> (number % json_array_length(:stages)), access = 'hub',
        ending = null, ended_on = iif(number <= ${SIXTY}, null, :today)
      where hub_id = :home`,
    args: { track, stages: JSON.stringify(stages), home: home.id, today: osloDay(new Date()) },
  })
  return Array.from({ length: SIXTY }, (_, n) => `${home.prefix}-${n + 1}`)
}

async function bodyOf(url: string, cookie = ""): Promise<Buffer> {
  const response = await fetch(url, { headers: { cookie } })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}
