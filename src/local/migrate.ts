import path from "node:path"
import { createClient } from "@libsql/client"
import { drizzle } from "drizzle-orm/libsql"
import { migrate as migrateWith } from "drizzle-orm/libsql/migrator"
import { findFirst } from "./refind.ts"

/** Runs the migrations that the database has not had yet. */
export async function migrate(url: string, token = ""): Promise<void> {
  const client = createClient({ url, authToken: token })
  try {
    await migrateWith(drizzle(client), { migrationsFolder: path.join(import.meta.dirname, "../../migrations") })
  } catch (error) {
    throw new Error(`The migrations could not be run: ${firstCause(error)}`)
  } finally {
    client.close()
  }
  // What is found is folded by the program: SQL alone cannot fill the index.
  await findFirst(url, token)
}

/** What went wrong at the bottom: above it stand only the names of those who passed it on. */
function firstCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause ? firstCause(error.cause) : error.message
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) {
  const { DATABASE_URL, DATABASE_TOKEN } = process.env
  if (!DATABASE_URL) {
    console.error("Name the database: DATABASE_URL=… DATABASE_TOKEN=… npm run migrate")
    process.exit(1)
  }
  await migrate(DATABASE_URL, DATABASE_TOKEN).then(
    () => console.log("The database has every migration."),
    ({ message }) => {
      console.error(message)
      process.exit(1)
    },
  )
}
