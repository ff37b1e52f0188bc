import htmx from "htmx.org"
import { answers } from "./answers.ts"
import { away } from "./away.ts"
import { dragging } from "./drag.ts"
import { filtering } from "./filters.ts"
import { finding } from "./find.ts"
import { keys } from "./keys.ts"
import { live } from "./live.ts"
import { menus } from "./menus.ts"
import { selecting } from "./select.ts"

// With a delay htmx copies style attributes for the sake of transitions, which our policy forbids.
htmx.config.defaultSettleDelay = 0

menus()
keys()
answers()
dragging()
selecting()
live()
finding()
filtering()
away()
