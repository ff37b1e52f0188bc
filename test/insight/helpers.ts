/** A number on a page that leads to its cases. */
export type Figure = { n: number; href: string }

/** Every number that is a link to a list. */
export const figuresIn = (html: string): Figure[] =>
  [...html.matchAll(/<a [^>]*href="(\/network\/cases[^"]*)"[^>]*>([\d\s\u00a0]+)<\/a>/g)].map(
    ([, href = "", n = ""]) => ({
      n: Number(n.replaceAll(/\D/g, "")),
      href: addressIn(href),
    }),
  )

/** What a list says of itself, and what it shows. */
export function listIn(html: string) {
  const said = (id: string) => Number(/\d+/.exec(html.split(`id="${id}">`)[1]?.split("<")[0] ?? "")?.[0] ?? 0)
  const link = (rel: string) => {
    const tag = [...html.matchAll(/<a [^>]*>/g)].map(([one]) => one).find((one) => one.includes(`rel="${rel}"`))
    return tag ? addressIn(/href="([^"]*)"/.exec(tag)?.[1] ?? "") : null
  }
  const [, body = ""] = html.split("<tbody")
  const rows = [...body.matchAll(/<th [^>]*>(.*?)<\/th>/gs)].map(([, cell = ""]) => cell)
  return {
    n: said("count"),
    hidden: said("hidden"),
    refs: rows.flatMap((cell) => /href="\/cases\/([^"]+)"/.exec(cell)?.[1] ?? []),
    pseudonyms: rows.filter((cell) => !cell.includes("<")),
    previous: link("prev"),
    next: link("next"),
  }
}

const addressIn = (href: string) => href.replaceAll("&amp;", "&")
