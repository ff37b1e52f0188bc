import { describe, expect, test } from "vitest"
import { judge, type Often, type Sent, signsIn } from "#src/core/spam.ts"

const sent: Sent = {
  company: "Fjellvarp Klatring",
  need: "Vi vil bygge klatrevegg. Se www.fjellvarp.example.",
  contact: "Maja Varp",
  seconds: 60,
  isCrowded: false,
}
const often: Often = { text: 1, own: 1, hour: 1, day: 1, held: 0 }
const budget = { hour: 10, day: 40, held: 500 }
const unproved = { proof: "none", canProve: false } as const

describe("what a text shows by itself", () => {
  test("is nothing for what a person writes, their own web site and < and > included", () => {
    expect(signsIn(sent)).toEqual([])
    expect(signsIn({ ...sent, need: "Omsetning < 2 mill, <b>viktig</b> & **haster**" })).toEqual([])
  })

  test.each([
    ["quick", { seconds: 2 }],
    ["links", { need: "https://a.example https://b.example www.c.example" }],
    ["links", { contact: "Win www.a.example" }],
    ["links", { company: "http://a.example" }],
    ["markup", { need: 'Buy <a href="x">here</a>' }],
    ["markup", { contact: "[url=x]y[/url]" }],
    ["address", { isCrowded: true }],
  ] as const)("%s", (sign, over) => {
    expect(signsIn({ ...sent, ...over })).toEqual([sign])
  })
})

describe("the verdict", () => {
  test("lets through what is alone and within the budget", () => {
    expect(judge([], { ...often, hour: 10, day: 40 }, budget, unproved)).toEqual({ kind: "pass" })
  })

  test("holds a text that others have sent, and not one that the same person sends again", () => {
    expect(judge([], { ...often, text: 2 }, budget, unproved)).toEqual({ kind: "hold", signs: ["repeated"] })
    expect(judge([], { ...often, text: 3, own: 3 }, budget, unproved)).toEqual({ kind: "pass" })
    expect(judge([], { ...often, text: 4, own: 4 }, budget, unproved)).toEqual({ kind: "hold", signs: ["insistent"] })
  })

  test("over the budget asks for a proof where it can, once, and holds where it cannot", () => {
    const many = { ...often, hour: 11 }
    expect(judge([], many, budget, { proof: "none", canProve: true })).toEqual({ kind: "prove" })
    expect(judge([], many, budget, { proof: "passed", canProve: true })).toEqual({ kind: "pass" })
    expect(judge([], many, budget, unproved)).toEqual({ kind: "hold", signs: ["hour"] })
    expect(judge([], many, budget, { proof: "failed", canProve: false })).toMatchObject({ signs: ["hour", "proof"] })
  })

  test("a proof does not clear what the text shows", () => {
    expect(judge(["links"], often, budget, { proof: "passed", canProve: true })).toMatchObject({ kind: "hold" })
  })

  test("asks to wait only when even what is held has become a flood", () => {
    expect(judge(["links"], { ...often, held: 501 }, budget, unproved)).toEqual({ kind: "wait" })
    expect(judge([], { ...often, day: 541 }, budget, unproved)).toEqual({ kind: "wait" })
    expect(judge([], { ...often, held: 501 }, budget, unproved)).toEqual({ kind: "pass" })
  })
})
