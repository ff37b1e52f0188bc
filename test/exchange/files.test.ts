import { describe, expect, test } from "vitest"
import { guess, headAt, REPAIR_COLUMNS, remembered, signatureOf } from "#src/core/import-fields.ts"
import { readFile } from "#src/exchange/read-file.ts"
import { workbook } from "#src/exchange/write-xlsx.ts"
import { entriesIn, unpacked, zipped } from "#src/exchange/zip.ts"
import { EXCHANGE_WORDS } from "#views/exchange/words.ts"

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => Uint8Array.from([...text].map((sign) => sign.charCodeAt(0)))
const rowsIn = async (bytes: Uint8Array) => {
  const read = await readFile(bytes)
  return typeof read === "string" ? read : read.rows
}

describe("text is read as it was meant", () => {
  const said = [
    ["Bedrift", "Sted"],
    ["Østfjord, Sør; AS", "Røros"],
    ['Med "merke"', "to\nlinjer"],
  ]
  const quoted = (separator: string) =>
    `Bedrift${separator}Sted\r\n"Østfjord, Sør; AS"${separator}Røros\r\n"Med ""merke"""${separator}"to\nlinjer"\r\n`

  test.each([";", ",", "\t"])("with %j between cells", async (separator) => {
    expect(await rowsIn(utf8(quoted(separator)))).toEqual(said)
  })

  test("in UTF-8 with a mark and without, in Windows-1252, and in UTF-16", async () => {
    const text = quoted(";")
    expect(await rowsIn(utf8(`\uFEFF${text}`))).toEqual(said)
    expect(await rowsIn(latin(text))).toEqual(said)
    const wide = new Uint8Array([
      0xff,
      0xfe,
      ...[...text].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
    ])
    expect(await rowsIn(wide)).toEqual(said)
    expect(await readFile(latin(text))).toMatchObject({ source: { encoding: "windows-1252", separator: ";" } })
  })

  test("keeps the number of each row, empty ones too, and gives back what our own files made harmless", async () => {
    expect(await rowsIn(utf8("a;b\n\n'+4790012345;'=1"))).toEqual([["a", "b"], [""], ["+4790012345", "=1"]])
  })

  test("ends where it ends, also within quotes", async () => {
    expect(await rowsIn(utf8('a;b\n"never closed;c'))).toEqual([["a", "b"], ["never closed;c"]])
    expect(await rowsIn(utf8("a;b;"))).toEqual([["a", "b", ""]])
  })
})

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const sheetFile = (sheet: string, more: Record<string, string> = {}) =>
  zipped({
    "xl/workbook.xml": `<workbook ${NS} xmlns:r="r"><workbookPr/><sheets><sheet name="Skjult" sheetId="1" state="hidden" r:id="a"/><sheet name="Saker &amp; &#229;r" sheetId="2" r:id="b"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/><Relationship Id="b" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst ${NS}><si><t>Bedrift</t></si><si><r><t>Fjell</t></r><r><t xml:space="preserve"> &amp; Sønn</t></r><rPh><t>no</t></rPh></si></sst>`,
    "xl/styles.xml": `<styleSheet ${NS}><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${NS}><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`,
    "xl/worksheets/sheet2.xml": `<worksheet ${NS}><sheetData>${sheet}</sheetData>${more.merged ?? ""}</worksheet>`,
  })

describe("a workbook", () => {
  test("gives its first sheet in sight: shared and inline words, what formulas came to, days, and cells that were left out", async () => {
    const bytes = await sheetFile(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Åpnet</t></is></c></row>
       <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><f>1+1</f><v>2</v></c><c r="C3" s="1"><v>46022</v></c><c r="D3" s="2"><v>46022.5</v></c><c r="E3" t="str"><f>A1</f><v>a&lt;b</v></c><c r="F3" t="e"><v>#N/A</v></c><c r="G3"><v>0.30000000000000004</v></c></row>`,
    )
    expect(await readFile(bytes)).toEqual({
      source: { kind: "xlsx", sheet: "Saker & år", others: [] },
      rows: [["Bedrift", "", "Åpnet"], [], ["Fjell & Sønn", "2", "2025-12-31", "2025-12-31", "a<b", "", "0.3"]],
    })
  })

  test("says of a cell over several rows the same in each", async () => {
    const bytes = await sheetFile(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>Firma</t></is></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>`,
      { merged: '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>' },
    )
    expect(await rowsIn(bytes)).toEqual([
      ["Firma", "1"],
      ["Firma", "2"],
    ])
  })

  test("that would unpack to more than anybody wrote is not unpacked", async () => {
    const bomb = await sheetFile(`<row r="1"><c r="A1"><v>${"1".repeat(60 * 1024 * 1024)}</v></c></row>`)
    expect(bomb.byteLength).toBeLessThan(1024 * 1024)
    expect(await readFile(bomb)).toBe("too_much_inside")
    const [entry] = [...(entriesIn(await zipped({ a: "x".repeat(10_000) }))?.values() ?? [])]
    expect(entry && (await unpacked(entry, 9_999))).toBeNull()
    expect(entry && (await unpacked(entry, 10_000))?.byteLength).toBe(10_000)
  })

  test("that is broken is refused, wherever it is", async () => {
    const whole = await sheetFile('<row r="1"><c r="A1"><v>1</v></c></row>')
    for (let at = 0; at < whole.byteLength; at += 97) {
      const broken = whole.slice()
      broken.fill(255, at, at + 24)
      const read = await readFile(broken)
      expect(typeof read === "string" || Array.isArray(read.rows)).toBe(true)
    }
    expect(await readFile(whole.slice(0, 200))).toBe("not_a_workbook")
    expect(await readFile(await zipped({ "word/document.xml": "<w/>" }))).toBe("not_a_workbook")
  })

  test("of ours says the same when it is read again, and nothing in it is a formula", async () => {
    const bytes = await workbook("Saker/alle", [
      ["Navn", "Tall", "Dag"],
      ["=HYPERLINK(1) <&\u0001", 1234.5, { day: "2025-12-31" }],
      [null, 0, null],
    ])
    const [sheet] = [...(entriesIn(bytes)?.values() ?? [])].filter(({ name }) => name.endsWith("sheet1.xml"))
    expect(new TextDecoder().decode((sheet && (await unpacked(sheet, 1e6))) ?? undefined)).not.toContain("<f")
    expect(await rowsIn(bytes)).toEqual([
      ["Navn", "Tall", "Dag"],
      ["=HYPERLINK(1) <&", "1234.5", "2025-12-31"],
      ["", "0"],
    ])
  })
})

describe("columns are known by what they are called", () => {
  test("however they are written, each thing once", () => {
    expect(guess(["FIRMANAVN", "Org.nr", "E-post", "Rådgiver", "Firma", "Rart"])).toEqual([
      "company",
      "orgnr",
      "email",
      "advisor",
      "",
      "",
    ])
  })

  test("below a title, and as before in any order", () => {
    expect(headAt([["Våre bedrifter 2024"], [""], ["Bedrift", "Kommune"], ["A", "B"]])).toBe(2)
    const before = { head: ["Hvem", "Hvor"], mapping: ["company", "municipality"] as const }
    expect(remembered(["HVOR", "Ny", "Hvem"], before)).toEqual(["municipality", "", "company"])
    expect(signatureOf(["Hvem", "Hvor"])).toBe(signatureOf(["Rad", "Hva er galt", "hvem ", "HVOR"]))
  })

  test("those that a repair file adds are ours in every language", () => {
    for (const { wrong } of Object.values(EXCHANGE_WORDS))
      for (const name of wrong.columns) expect(REPAIR_COLUMNS).toContain(name)
  })
})
