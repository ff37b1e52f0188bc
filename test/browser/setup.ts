import { inject } from "vitest"
import { knowDatabases } from "./network.ts"

knowDatabases(inject("databasePorts"))
