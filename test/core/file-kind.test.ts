import { describe, expect, test } from "vitest"
import { fileNamed, kindOfFile } from "#src/core/file-kind.ts"
import { avif, docx, exe, heic, jpeg, odt, pdf, png, pptx, webp, xlsx, zip } from "../cases/bytes.ts"

const text = (says: string) => new TextEncoder().encode(says)
const latin = new Uint8Array([...text("Bedrift;R"), 0xf8, ...text("ros\r\n1;2")])

describe("what a file is", () => {
  test.each([
    ["pdf", pdf(), "plan.pdf"],
    ["pdf", pdf(), "plan"],
    ["pdf", pdf(), "Referat 12.11"],
    ["png", png, "A.PNG"],
    ["jpeg", jpeg, "a.jpg"],
    ["jpeg", jpeg, "a.jpeg"],
    ["webp", webp, "a.webp"],
    ["heic", heic, "IMG_1.HEIC"],
    ["docx", docx, "a.docx"],
    ["xlsx", xlsx, "a.xlsx"],
    ["pptx", pptx, "a.pptx"],
    ["odt", odt, "a.odt"],
    ["text", text("Møte på Røros"), "a.txt"],
    ["text", text("3 < 4 and <b> is no page"), "a"],
    ["csv", text("a;b\n1;2"), "a.csv"],
    ["csv", latin, "a.csv"],
  ])("%s, by its content, called as the third", (kind, content, name) => {
    expect(kindOfFile(content, name)).toEqual({ kind })
  })

  test.each([
    ["a picture that says it is a document", png, "plan.pdf"],
    ["a program that says it is a document", exe, "plan.pdf"],
    ["a page that says it is a text", text("<!doctype html><p>Hi"), "note.txt"],
    ["a page with something before it", text("\ufeff \n<script>alert(1)</script>"), "note.csv"],
    ["a page further down in a text", text("Hello\n<svg onload=alert(1)>"), "note.txt"],
    ["a program in words", text("#!/bin/sh\nrm -rf ."), "note.txt"],
    ["a workbook that says it is a letter", xlsx, "a.docx"],
    [
      "a workbook with programs in it",
      zip({ "[Content_Types].xml": "", "xl/workbook.xml": "", "xl/vbaProject.bin": "" }),
      "a.xlsx",
    ],
    ["a package of something else", zip({ "[Content_Types].xml": "", "AndroidManifest.xml": "" }), "a.docx"],
    ["a package with something after its end", new Uint8Array([...docx, ...exe]), "a.docx"],
    ["a package cut off in the middle", docx.slice(0, -10), "a.docx"],
    ["a program before a package", new Uint8Array([...exe, ...docx]), "a.docx"],
    ["a document that begins later", new Uint8Array([10, ...pdf()]), "a.pdf"],
    ["a picture of another kind", avif, "a.heic"],
    ["a text with signs that no text has", text("a\u0000b"), "a.txt"],
  ])("%s is refused as one that lies", (_, content, name) => {
    expect(kindOfFile(content, name)).toEqual({ wrong: "lying_file" })
  })

  test.each([
    ["a page", text("<!doctype html>"), "index.html"],
    ["a drawing that can run", text("<?xml version='1.0'?><svg/>"), "logo.svg"],
    ["a program", exe, "setup.exe"],
    ["a program in words, without a sign of it", text("alert(1)"), "run.js"],
    ["an old document", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "old.doc"],
    ["a package", zip({ "a.txt": "a" }), "all.zip"],
    ["a picture that nobody can open", avif, "a.avif"],
    ["what is nothing at all", new Uint8Array([0, 1, 2, 3]), "what"],
  ])("%s is not among those that are taken", (_, content, name) => {
    expect(kindOfFile(content, name)).toEqual({ wrong: "not_a_file_kind" })
  })

  test("no few bytes make it fall over", () => {
    for (const start of ["PK\x03\x04", "PK\x03\x04PK\x05\x06", "%PDF-", "RIFF", "\xff\xd8\xff", "....ftyp"])
      for (let length = 0; length < 40; length++) {
        const content = new Uint8Array([...start].map((sign) => sign.charCodeAt(0))).slice(0, length)
        expect(() => kindOfFile(content, "a.docx")).not.toThrow()
      }
  })
})

test.each([
  ["plan.pdf", "pdf", "plan.pdf"],
  ["C:\\fakepath\\plan.pdf", "pdf", "plan.pdf"],
  ["../../etc/plan.pdf", "pdf", "plan.pdf"],
  ["Plan.PDF", "pdf", "Plan.pdf"],
  ["page.html", "pdf", "page.html.pdf"],
  ["Referat 12.11", "pdf", "Referat 12.11.pdf"],
  ['a<b>:"c|?*.pdf', "pdf", "abc.pdf"],
  ["...pdf", "text", "pdf.txt"],
  [" . ", "png", "R-1.png"],
  [`${"😀".repeat(300)}.png`, "png", `${"😀".repeat(110)}.png`],
] as const)("%s is called so that it can be saved", (name, kind, called) => {
  expect(fileNamed(name, kind, "R-1")).toBe(called)
})
