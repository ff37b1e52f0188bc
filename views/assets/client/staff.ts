import "htmx.org"
import { answers } from "./answers.ts"
import { dragging } from "./drag.ts"
import { keys } from "./keys.ts"
import { menus } from "./menus.ts"

menus()
keys()
answers()
dragging()
