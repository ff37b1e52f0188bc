import { desc } from "drizzle-orm"
import * as t from "#src/db/schema.ts"
import { tokenFor } from "#src/intake/form-token.ts"
import { made, type openWorld, SECRET } from "#test/world.ts"

type World = Awaited<ReturnType<typeof openWorld>>

/** What the form carries when it was shown a while ago: each can be sent once. */
export const token = (seconds = 60) => tokenFor(SECRET, new Date(Date.now() - seconds * 1000))

/** The one that a page carries. */
export const tokenIn = (html: string) => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? ""

let nth = 0
/** A form that goes through as it is: from Røros, whose hub is Kari's. No two say the same. */
export const typed = (over: Record<string, string> = {}) => ({
  ...made(),
  token: token(),
  company: "Fjellvarp Klatring",
  municipality: "5025",
  need: `Vi vil bygge klatrevegg i det gamle meieriet. Hvem bør vi snakke med først? Vegg ${++nth}.`,
  contact: "Maja Varp",
  email: "maja@fjellvarp.example",
  ...over,
})

export const openIntake = ({ build, send, as }: World) => {
  const enquiries = async () =>
    (await send("read", [build.select().from(t.enquiries).orderBy(desc(t.enquiries.ref))]))[0]

  /** Sends the form and follows it to its receipt. */
  async function enquire(over: Record<string, string> = {}) {
    const posted = await as(null, "/enquiry", { form: typed(over) })
    const to = posted.headers.get("location") ?? ""
    const ref = to.split("/").at(-1) ?? ""
    const enquiry = (await enquiries()).find((one) => one.ref === ref)
    return { ...posted, to, ref, enquiry }
  }

  const findEnquiry = async (ref: string) => (await enquiries()).find((one) => one.ref === ref)

  return { enquiries, enquire, findEnquiry }
}
