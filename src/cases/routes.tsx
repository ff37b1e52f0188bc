import { type Context, Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import * as v from "valibot"
import type { Actor } from "#src/access/actor.ts"
import { acting, type Made, nothing } from "#src/access/desk.ts"
import { lookupFor } from "#src/companies/lookup.ts"
import type { Outcome } from "#src/core/acts.ts"
import { ACCESSES, type CaseEvent, TURNS } from "#src/core/case.ts"
import { beganOn, dated, happenedOn } from "#src/core/dating.ts"
import { FILE_KINDS } from "#src/core/file-kind.ts"
import { attach, detach, detaching } from "#src/core/files.ts"
import { GATE_CODES, NOTE_KINDS } from "#src/core/gates.ts"
import { cancelMeeting, moveMeeting, planMeeting } from "#src/core/meeting.ts"
import { mentionedBy, type Reader } from "#src/core/mentions.ts"
import { dropMilestone, reachMilestone, setMilestone } from "#src/core/milestones.ts"
import { fill, move } from "#src/core/moves.ts"
import { rewrite, rewriting } from "#src/core/rewriting.ts"
import { cleanLine } from "#src/core/text.ts"
import { type PastFile, undo, undoing } from "#src/core/undo.ts"
import {
  assign,
  type CaseFile,
  classify,
  close,
  finish,
  name,
  note,
  plan,
  reopen,
  resume,
  unname,
  wait,
} from "#src/core/verbs.ts"
import { calendarFile } from "#src/day/calendar-file.ts"
import { dayPage } from "#src/day/day-page.ts"
import { logFile } from "#src/day/log-page.ts"
import { presentIn } from "#src/day/present.ts"
import type { Again, AppEnv } from "#src/http/env.ts"
import { NotFound, TooLarge } from "#src/http/errors.ts"
import { getFile, putFile, saveAs } from "#src/http/files.ts"
import { choice, clock, day, dueDay, form, given, line, minutes, optional, prose, ticked } from "#src/http/form.ts"
import { tidyAfter } from "#src/http/register.ts"
import { isFragment } from "#src/http/render.tsx"
import { triedOf } from "#src/http/tried.ts"
import { Board } from "#views/cases/board.tsx"
import { CasePage } from "#views/cases/case.tsx"
import { Changes, type ChangesProps } from "#views/cases/changes.tsx"
import { List } from "#views/cases/list.tsx"
import { MovePage } from "#views/cases/move.tsx"
import { NamingPage } from "#views/cases/naming.tsx"
import { NewCase } from "#views/cases/new.tsx"
import { PastPage } from "#views/cases/past.tsx"
import { UndoRefused } from "#views/cases/undo.tsx"
import { DayPage } from "#views/day/day.tsx"
import { board, type Landing, readBoard } from "./board.ts"
import { casePage, movePage } from "./case-page.ts"
import { boardChanges, caseChanges, sinceOf } from "./changes.ts"
import { caseFile, openingFile } from "./file.ts"
import { attachedFile, broughtFile, MOST_BYTES } from "./files.ts"
import { EachMilestone, FILLED, typedOf } from "./filled.ts"
import { readList } from "./list.ts"
import { boardAddress, boardFilter, isList, lookIn } from "./look.ts"
import { namingPage } from "./naming.ts"
import { newCase, OpeningForm, opened, refIn } from "./opening.ts"
import { pastPage } from "./past.ts"

/** A board's address comes back with the form, so that the answer is the board as it was looked at. */
const view = v.optional(line(500))
const StageForm = {
  to: given(line(60)),
  view,
  reason: optional(prose(1000)),
  /** Go on although something is missing. */
  override: v.optional(choice(["yes"])),
  ...FILLED,
  on: optional(day),
  backdated: optional(line()),
}
const DatingForm = { on: optional(day), backdated: optional(line()) }
const NoteForm = { kind: choice(NOTE_KINDS), note: given(prose()), mentions: ticked, ...DatingForm }
const ClosureForm = { closeReason: given(line(60)), reason: given(prose(1000)), ...DatingForm }
const FactsForm = { ...StageForm, to: optional(line(60)) }
/** From the day one comes back to it. */
const back = v.optional(choice(["day"]))
const Where = { place: given(line()), about: optional(line()) }
const When = {
  on: given(day),
  at: clock,
  minutes: v.pipe(
    minutes,
    v.check((n) => n > 0, "not_minutes"),
  ),
}
const MeetingForm = { ...When, ...Where, with: ticked }
const MovedForm = { meeting: given(line(60)), ...When, ...Where, reason: given(line()) }
/** What a form has round its file. */
const ROUND = 64 * 1024
const fileLimit = bodyLimit({
  maxSize: MOST_BYTES + ROUND,
  onError: (c: Context<AppEnv>) => {
    c.set("typed", {})
    c.set("again", again("files"))
    throw new TooLarge({ file: "file_over_ten" })
  },
})
const StepForm = { nextStep: given(line()), nextOn: given(day), back }

export const caseRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { moved, filled, undone, act = "", ...query } = c.req.query()
    const did = moved ? "moved" : filled ? "filled" : "undone"
    const ref = moved ?? filled ?? undone
    const landed = ref ? ({ ref, did, act } as const) : null
    // A form of boxes names its choice once for each.
    const columns = c.req.queries("columns")?.join()
    const asked = boardFilter({ ...query, ...(columns && { columns }) })
    if (isList(asked.filter)) return c.render(<List {...(await readList(c.var.desk, asked))} />)
    return c.render(<Board {...(await readBoard(c.var.desk, asked, landed))} />)
  })

  .get("/new", async (c) => {
    const found = await lookupFor(c, "/cases/new")
    return c.render(
      <NewCase {...(await c.var.desk.read(newCase(undefined, found, cleanLine(c.req.query("company") ?? ""))))} />,
    )
  })

  .post("/", form(OpeningForm, againOnNew), async (c) => {
    const { act, basedOn: _, ...typed } = c.req.valid("form")
    const { desk } = c.var
    const file = openingFile(typed.hub, typed.orgnr)
    const { events } = await desk.record(
      file,
      (known) => opened(known, act, { ...typed, enquiryId: null }, desk.today),
      { act },
      nothing,
    )
    return c.redirect(`/cases/${refIn(events)}?did=opened`, 303)
  })

  .get("/changes", async (c) => {
    const { since, track, view } = c.req.query()
    const { filter } = boardFilter({ ...Object.fromEntries(new URLSearchParams(view)), ...(track && { track }) })
    return tell(c, await c.var.desk.read(boardChanges(filter, sinceOf(since))))
  })

  .get("/:ref/changes", async (c) =>
    tell(c, await c.var.desk.read(caseChanges(c.req.param("ref"), sinceOf(c.req.query("since"))))),
  )

  .get("/:ref", async (c) => {
    const { did, closing, only } = c.req.query()
    return c.render(<CasePage {...(await c.var.desk.read(casePage(c.req.param("ref"), { did, closing, only })))} />)
  })

  .get("/:ref/past", async (c) =>
    c.render(<PastPage {...(await c.var.desk.read(pastPage(c.req.param("ref"), c.req.query("on"))))} />),
  )

  .get("/:ref/stage", async (c) => {
    const { to, view = null, field } = c.req.query()
    return c.render(<MovePage {...(await c.var.desk.read(movePage(c.req.param("ref"), { to, view, field })))} />)
  })

  .post("/:ref/stage", form(StageForm, againOnMove, EachMilestone), async (c) => {
    const { to, view, act, basedOn, reason, override, on, backdated, ...fields } = c.req.valid("form")
    const typed = { ...typedOf(fields), ...(reason && { reason }) }
    const { today } = c.var.desk
    const judge = acting({ type: "moved", ...(override && { overridden: GATE_CODES }) }, (file: PastFile) =>
      dated(
        move(file, { to, typed, override: override !== undefined }, happenedOn({ on }, today)),
        { on, backdated },
        today,
        beganOn(file),
      ),
    )
    const answer =
      view === undefined
        ? record(c, { act, basedOn }, "moved", judge)
        : recordOnBoard(c, { act, basedOn }, "moved", view, judge)
    return numbering(c, answer, fields)
  })

  .post("/:ref/facts", form(FactsForm, againOnMove, EachMilestone), async (c) => {
    const { to, view, act, basedOn, reason: _, override: __, on, backdated, ...fields } = c.req.valid("form")
    const { today } = c.var.desk
    const judge = acting({ type: "filled" }, (file: CaseFile) =>
      dated(
        fill(file, { to, typed: typedOf(fields) }, happenedOn({ on }, today)),
        { on, backdated },
        today,
        file.kase.openedOn,
      ),
    )
    const answer =
      view === undefined
        ? record(c, { act, basedOn }, "filled", judge)
        : recordOnBoard(c, { act, basedOn }, "filled", view, judge)
    return numbering(c, answer, fields)
  })

  .post("/:ref/advisor", form({ advisor: line(60) }, again("advisor")), (c) => {
    const { advisor, ...made } = c.req.valid("form")
    const to = advisor || null
    return record(
      c,
      made,
      "assigned",
      acting({ type: "assigned", to }, (file: CaseFile) => assign(file, to)),
    )
  })

  .post("/:ref/notes", form(NoteForm, again("notes")), (c) => {
    const { kind, note: text, mentions: ticked, on, backdated, ...made } = c.req.valid("form")
    const { today } = c.var.desk
    const judge = (file: ReadFile) => {
      const mentions = [...new Set([...ticked, ...mentionedBy(text, file.readers)])]
      const readers = file.readers.map(({ id }) => id)
      return dated(note(file, { kind, note: text, mentions }, readers), { on, backdated }, today, file.kase.openedOn)
    }
    return record(c, made, "noted", acting({ type: "noted" }, judge))
  })

  .post("/:ref/next-step", form(StepForm, againOnStep("next-step")), (c) => {
    const { nextStep, nextOn, back, ...made } = c.req.valid("form")
    const { today } = c.var.desk
    const judge = acting({ type: "planned" }, (file: CaseFile) => plan(file, { nextStep, nextOn }, today))
    return back ? recordOnDay(c, made, "planned", judge) : record(c, made, "planned", judge)
  })

  .post(
    "/:ref/next-step/done",
    form({ nextStep: optional(line()), nextOn: optional(day), back }, againOnStep("done")),
    (c) => {
      const { nextStep, nextOn, back, ...made } = c.req.valid("form")
      const { today } = c.var.desk
      const judge = acting({ type: "finished" }, (file: CaseFile) => finish(file, { nextStep, nextOn }, today))
      return back ? recordOnDay(c, made, "finished", judge) : record(c, made, "finished", judge)
    },
  )

  .post("/:ref/wait", form({ turn: choice(TURNS), until: given(day), reason: given(line()) }, again("wait")), (c) => {
    const { turn, until, reason, ...made } = c.req.valid("form")
    const { today } = c.var.desk
    const judge = (file: CaseFile) => wait(file, { turn, until, reason }, today)
    return record(c, made, "waited", acting({ type: "waited" }, judge))
  })

  .post("/:ref/resumption", form({}, again("resumption")), (c) =>
    record(
      c,
      c.req.valid("form"),
      "resumed",
      acting({ type: "resumed" }, (file: CaseFile) => resume(file)),
    ),
  )

  .post(
    "/:ref/milestones",
    form({ milestone: given(line()), milestoneOn: given(dueDay) }, again("milestones")),
    (c) => {
      const { milestone, milestoneOn, ...made } = c.req.valid("form")
      const { today } = c.var.desk
      const judge = (file: CaseFile) => setMilestone(file, { milestone, milestoneOn }, today)
      return record(c, made, "milestone_set", acting({ type: "milestone_set" }, judge))
    },
  )

  .post("/:ref/milestones/reached", form({ milestone: given(line(60)), on: given(day) }, again("reached")), (c) => {
    const { milestone, on, ...made } = c.req.valid("form")
    const { today } = c.var.desk
    const judge = (file: CaseFile) => reachMilestone(file, { milestone, on }, today)
    return record(c, made, "milestone_reached", acting({ type: "milestone_reached" }, judge))
  })

  .post(
    "/:ref/milestones/dropped",
    form({ milestone: given(line(60)), reason: given(line()) }, again("dropped")),
    (c) => {
      const { milestone, reason, ...made } = c.req.valid("form")
      const judge = (file: CaseFile) => dropMilestone(file, { milestone, reason })
      return record(c, made, "milestone_dropped", acting({ type: "milestone_dropped" }, judge))
    },
  )

  .post("/:ref/meetings", form(MeetingForm, again("meetings")), (c) => {
    const { with: present, act, basedOn, ...meeting } = c.req.valid("form")
    const { desk } = c.var
    const judge = acting({ type: "meeting_planned" }, (file: MetFile) => {
      const invited = { contacts: file.contacts, readers: file.readers.map(({ id }) => id) }
      return planMeeting(file, { ...meeting, with: presentIn(present) }, invited, desk.today)
    })
    return recordMet(c, { act, basedOn }, judge)
  })

  .post("/:ref/meetings/moved", form(MovedForm, again("meetings/moved")), (c) => {
    const { act, basedOn, ...meeting } = c.req.valid("form")
    const { today } = c.var.desk
    const judge = (file: PastFile) => moveMeeting(file, meeting, today)
    return record(c, { act, basedOn }, "meeting_moved", acting({ type: "meeting_moved" }, judge))
  })

  .post(
    "/:ref/meetings/cancelled",
    form({ meeting: given(line(60)), reason: given(line()) }, again("meetings/cancelled")),
    (c) => {
      const { act, basedOn, ...meeting } = c.req.valid("form")
      const judge = (file: PastFile) => cancelMeeting(file, meeting)
      return record(c, { act, basedOn }, "meeting_cancelled", acting({ type: "meeting_cancelled" }, judge))
    },
  )

  .get("/:ref/meetings/:meeting/calendar", async (c) => {
    const { ref, meeting } = c.req.param()
    const file = await c.var.desk.read(calendarFile({ ref, meeting, base: c.env.BASE_URL }))
    c.header("Cache-Control", "private, no-store")
    return c.body(file, 200, {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${encodeURIComponent(`${ref}-${meeting}`)}.ics"`,
    })
  })

  .post("/:ref/files", fileLimit, form({}, again("files")), async (c) => {
    const ref = c.req.param("ref")
    const { desk } = c.var
    const given = (await c.req.parseBody()).file
    const { made, file, content } = await broughtFile(given, c.req.valid("form"), ref)
    const judge = acting({ type: "attached" }, (known: PastFile) => attach(known, file))
    // The content first: a row never leads to nothing.
    await desk.record(caseFile(ref), judge, made, nothing, () => putFile(c.env.FILES, file.id, content))
    return c.redirect(`/cases/${ref}?did=attached#files`, 303)
  })

  .get("/:ref/files/:id", async (c) => {
    const { ref, id } = c.req.param()
    const file = await c.var.desk.read(attachedFile(ref, id))
    const content = await getFile(c.env.FILES, file.id)
    if (!content) throw new NotFound()
    return c.body(content, 200, {
      "Content-Type": FILE_KINDS[file.kind].type,
      "Content-Disposition": saveAs(file.name),
      "Cache-Control": "private, no-store",
    })
  })

  .post("/:ref/files/detached", form({ file: given(line(60)) }, again("files/detached")), (c) => {
    const { file: id, ...made } = c.req.valid("form")
    const judge: Judge = (file, actor) =>
      acting(detaching(file.log, id), (known: PastFile) => detach(known, id))(file, actor)
    return record(c, made, "detached", judge)
  })

  .post("/:ref/rewriting", form({ of: given(line(60)), note: given(prose()) }, again("rewriting")), (c) => {
    const { of, note: text, ...made } = c.req.valid("form")
    const { at } = c.var.desk
    const judge: Judge = (file, actor) =>
      acting(rewriting(file.log, of), (known: PastFile) => rewrite(known, { of, note: text }, at))(file, actor)
    return record(c, made, "rewritten", judge)
  })

  .post("/:ref/closure", form(ClosureForm, again("closure")), (c) => {
    const { closeReason, reason, on, backdated, ...made } = c.req.valid("form")
    const { today } = c.var.desk
    const judge = (file: PastFile) =>
      dated(close(file, { reason: closeReason, words: reason }), { on, backdated }, today, beganOn(file))
    return record(c, made, "closed", acting({ type: "closed" }, judge))
  })

  .post("/:ref/reopening", form({ reason: given(prose(1000)) }, again("reopening")), (c) => {
    const { reason, ...made } = c.req.valid("form")
    return record(
      c,
      made,
      "reopened",
      acting({ type: "reopened" }, (file: CaseFile) => reopen(file, { reason }, c.var.desk.today)),
    )
  })

  .post("/:ref/class", form({ access: choice(ACCESSES), reason: given(line()) }, again("class")), (c) => {
    const { access, reason, ...made } = c.req.valid("form")
    const judge = (file: CaseFile) => classify(file, { access, reason })
    return record(c, made, "classified", acting({ type: "classified" }, judge))
  })

  .get("/:ref/naming", async (c) =>
    c.render(<NamingPage {...(await c.var.desk.read(namingPage(c.req.param("ref"))))} />),
  )

  .post("/:ref/naming", form({ person: given(line(60)) }, againOnNaming), (c) => {
    const { person, ...made } = c.req.valid("form")
    return record(
      c,
      made,
      "named",
      acting({ type: "named" }, (file: CaseFile) => name(file, person)),
      person,
    )
  })

  .post("/:ref/unnaming", form({ person: given(line(60)) }, againOnNaming), (c) => {
    const { person, ...made } = c.req.valid("form")
    return record(
      c,
      made,
      "unnamed",
      acting({ type: "unnamed" }, (file: CaseFile) => unname(file, person)),
    )
  })

  .post("/:ref/undoing", form({ of: given(line(60)), view }, againOnUndoing), (c) => {
    const { of, view, act } = c.req.valid("form")
    const { at } = c.var.desk
    // Judged by what stands on it, and not by how far the log had come: see `undo`.
    const judge: Judge = (file, actor) =>
      acting(undoing(file.log, of), (known: PastFile) => undo(known, of, at))(file, actor)
    return view === undefined ? record(c, { act }, "undone", judge) : recordOnBoard(c, { act }, "undone", view, judge)
  })

type Ctx = Context<AppEnv, "/:ref/*">
/** With those who may read the case. */
type ReadFile = PastFile & { readers: readonly Reader[] }
type Judge = (file: ReadFile, actor: Actor) => Outcome

/** Nothing new is nothing to say. */
const tell = (c: Context<AppEnv>, changes: ChangesProps) =>
  isFragment(c) && changes.told.length === 0 ? c.body(null, 204) : c.render(<Changes {...changes} />)

/** Records, and answers with the case: its address, or for htmx the page itself out of the same batch. */
async function record(c: Ctx, made: Made, did: CaseEvent["type"], judge: Judge, other?: string) {
  const { desk } = c.var
  const ref = c.req.param("ref")
  if (isFragment(c)) {
    const { page } = await desk.record(caseFile(ref, other), judge, made, casePage(ref, { did }))
    return c.render(<CasePage {...page} />)
  }
  await desk.record(caseFile(ref, other), judge, made, nothing)
  return c.redirect(`/cases/${ref}?did=${did}`, 303)
}

type MetFile = ReturnType<ReturnType<typeof logFile>["build"]>

/** The same with those one can meet. */
async function recordMet(c: Ctx, made: Made, judge: (file: MetFile, actor: Actor) => Outcome) {
  const { desk } = c.var
  const ref = c.req.param("ref")
  const file = logFile(ref, desk.today)
  if (isFragment(c)) {
    const { page } = await desk.record(file, judge, made, casePage(ref, { did: "meeting_planned" }))
    return c.render(<CasePage {...page} />)
  }
  await desk.record(file, judge, made, nothing)
  return c.redirect(`/cases/${ref}?did=meeting_planned`, 303)
}

/** A number that was filled in is the company's: its other cases follow, once it is answered. */
async function numbering(c: Ctx, answer: Promise<Response>, { orgnr }: { orgnr?: string | undefined }) {
  const response = await answer
  if (orgnr) tidyAfter(c)
  return response
}

/** The same from a board: the answer is that board, with the card where it went. */
async function recordOnBoard(c: Ctx, made: Made, did: Landing["did"], view: string, judge: Judge) {
  const { desk } = c.var
  const ref = c.req.param("ref")
  const asked = lookIn(view)
  if (isFragment(c)) {
    const { page } = await desk.record(caseFile(ref), judge, made, board(asked, { ref, did, act: made.act }))
    return c.render(<Board {...page} />)
  }
  await desk.record(caseFile(ref), judge, made, nothing)
  return c.redirect(boardAddress(asked.filter, { [did]: ref, act: made.act }), 303)
}

/** The same from one's day, which is the answer. */
async function recordOnDay(c: Ctx, made: Made, did: "planned" | "finished", judge: Judge) {
  const { desk } = c.var
  const ref = c.req.param("ref")
  if (isFragment(c)) {
    const { page } = await desk.record(caseFile(ref), judge, made, dayPage(desk.today, { did }))
    return c.render(<DayPage {...page} />)
  }
  await desk.record(caseFile(ref), judge, made, nothing)
  return c.redirect(`/day?did=${did}`, 303)
}

/** The case page with the form that was refused open, what was typed in it, and what is wrong. */
function again(name: string): Again {
  return async (c, problem) => {
    const tried = { form: name, ...triedOf(c.var.typed, problem) }
    return <CasePage {...(await c.var.desk.read(casePage(c.req.param("ref") ?? "", { tried })))} />
  }
}

/** On the day that it came from, or on the case. */
function againOnStep(name: string): Again {
  return async (c, problem) => {
    const { desk, typed } = c.var
    if (typed.back !== "day") return again(name)(c, problem)
    const tried = { ref: c.req.param("ref") ?? "", form: name, ...triedOf(typed, problem) }
    return <DayPage {...(await desk.read(dayPage(desk.today, { tried })))} />
  }
}

/** Beside the board, which stays as it was; on the case, with its history, where one can see what came later. */
async function againOnUndoing(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  if (typed.view === undefined || !isFragment(c)) return again("undoing")(c, problem)
  c.header("HX-Retarget", "#problem")
  c.header("HX-Reswap", "innerHTML")
  return <UndoRefused {...triedOf(typed, problem)} />
}

async function againOnNew(...[c, problem]: Parameters<Again>) {
  return <NewCase {...(await c.var.desk.read(newCase({ form: "new", ...triedOf(c.var.typed, problem) })))} />
}

async function againOnNaming(...[c, problem]: Parameters<Again>) {
  const tried = { form: "naming", ...triedOf(c.var.typed, problem) }
  return <NamingPage {...(await c.var.desk.read(namingPage(c.req.param("ref") ?? "", tried)))} />
}

/** A move refused on a board opens its fields in the card; on the case page, in their place there. */
async function againOnMove(...[c, problem]: Parameters<Again>) {
  const { typed } = c.var
  if (typed.view === undefined) return again("stage")(c, problem)
  const ref = c.req.param("ref") ?? ""
  if (isFragment(c)) {
    c.header("HX-Retarget", `#fill-${ref}`)
    c.header("HX-Reswap", "innerHTML")
  }
  const page = movePage(ref, { to: typed.to, view: typed.view, tried: { form: "stage", ...triedOf(typed, problem) } })
  return <MovePage {...(await c.var.desk.read(page))} />
}
