import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { eq, isNotNull } from "drizzle-orm"
import { saidBy } from "#src/core/facts.ts"
import { connect } from "#src/db/connect.ts"
import * as t from "#src/db/schema.ts"
import { openStandIn, unit } from "#src/registry/stand-in.ts"

type Access = { DATABASE_URL: string; DATABASE_TOKEN: string }

/** A company register on this machine: it knows the companies that the database has now. */
export async function startRegister(database: Access) {
  const answer = openStandIn(await companiesIn(database))
  const server = createServer(async (request, reply) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = `http://localhost${request.url}`
    const arrayBuffer = async () => Uint8Array.from(Buffer.concat(chunks)).buffer
    const given = await answer({ url, method: request.method ?? "GET", arrayBuffer }).catch(() => REFUSED)
    reply.writeHead(given.status, Object.fromEntries(given.headers)).end(await given.text())
  })
  server.listen(0, "127.0.0.1")
  const died = new Promise<string>((tell) => server.once("error", ({ message }) => tell(message)))
  await new Promise<void>((ready) => server.once("listening", () => ready()))
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}/enhetsregisteret/api`, died, stop }
}

const REFUSED = new Response(null, { status: 400 })

async function companiesIn(database: Access) {
  const { build, send } = connect(database, { fetch })
  const { companies, municipalities } = t
  const [rows] = await send("read", [
    build
      .select({ company: companies, town: municipalities.name })
      .from(companies)
      .leftJoin(municipalities, eq(municipalities.code, companies.municipality))
      .where(isNotNull(companies.orgnr)),
  ])
  return rows.flatMap(({ company: { orgnr, name, municipality: code, facts, alert }, town }) => {
    const place = code && town ? { code, name: town } : undefined
    const [kode = "", ...words] = (saidBy(facts, "industry") ?? "74.990 Annen virksomhet").split(" ")
    const over = {
      naeringskode1: { kode, beskrivelse: words.join(" ") },
      antallAnsatte: Number(saidBy(facts, "employees") ?? Number(orgnr) % 23),
      konkurs: alert === "bankrupt",
    }
    return orgnr ? [unit(orgnr, saidBy(facts, "name") ?? name, place, over)] : []
  })
}
