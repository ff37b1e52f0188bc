import type { PartWords } from "./words.nb.ts"

export const en: PartWords = {
  layout: {
    skip: "Skip to content",
    menu: "Main menu",
    shortcuts: "Shortcuts",
    nav: { board: "Board", inbox: "Inbox", network: "Across hubs", stages: "Stages", people: "People" },
    fresh: "new",
    me: "Me",
    myPage: "My page",
    signOut: "Sign out",
    roles: { owner: "Programme owner", manager: "Hub manager", advisor: "Advisor", auditor: "Auditor" },
    printed: (day, name) => `Printed ${day} by ${name}`,
    brand: "The business hubs of Midt-Norge",
    language: "Language",
  },
  turn: { us: "With us", company: "With the company", funder: "With a funder", other: "With others" },
  age: {
    ok: (day, limit) => `Day ${day} of ${limit}`,
    soon: (day, limit) => `Soon: day ${day} of ${limit}`,
    stale: (day, limit) => `Standing still: day ${day} of ${limit}`,
  },
  spell: {
    stage: "Stage",
    came: "In",
    left: "Out",
    days: "Working days",
    whose: "Whose time",
    stands: "Stands here now",
    ended: (ending) => `Closed: ${ending}`,
    split: (ours, others) => `With us ${ours}, with others ${others}`,
    noTime: "Less than a working day",
    waited: (turn, from, to) => (to ? `On hold ${from}–${to} (${turn})` : `On hold from ${from} (${turn})`),
  },
  waiting: (until) => `Waiting until ${until}`,
  never: "Never contacted",
  missing: (n) => `${n} missing`,
  ready: "Ready to move",
  toFix: (n) => (n === 1 ? "Correct one thing and you are done" : `Correct ${COUNT[n] ?? n} things and you are done`),
  optional: "optional",
  dismiss: "Dismiss",
  undo: "Undo",
  kept: "What you wrote",
  offline: "No connection. What you typed is still here. Try again in a moment.",
}

const COUNT = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
