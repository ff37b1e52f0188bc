import { PostForm } from "../parts/form.tsx"
import { formatOrgnr } from "../parts/format.ts"
import { StaffPage } from "../staff-page.tsx"
import type { DuplicatesProps, PairProps } from "./props.ts"
import { useCompanyWords } from "./words.ts"

/** Companies that may be one, two and two, with why. */
export const DuplicatesPage = ({ pairs, isCut, did }: DuplicatesProps) => {
  const { duplicates: words } = useCompanyWords()
  return (
    <StaffPage title={words.title} room="network" said={did === "told_apart" ? words.toldApart : null}>
      <div class="narrow stack gap-4">
        <div>
          <h1 class="h1">{words.title}</h1>
          <p>{words.lead}</p>
        </div>
        {pairs.length === 0 && <p>{words.none}</p>}
        <ul class="list" id="duplicates">
          {pairs.map((pair) => (
            <Pair {...pair} />
          ))}
        </ul>
        {isCut && <p class="quiet">{words.more}</p>}
      </div>
    </StaffPage>
  )
}

const Pair = ({ one, other, reasons }: PairProps) => {
  const { duplicates: words } = useCompanyWords()
  const [kept, merged] = one.orgnr || !other.orgnr ? [one, other] : [other, one]
  return (
    <li>
      <div>
        <h2>
          <Company {...one} /> · <Company {...other} />
        </h2>
        <p class="d">{reasons.map((reason) => words.reasons[reason]).join(", ")}</p>
        <div class="row">
          <a class="ds-button" data-variant="secondary" href={`/companies/${kept.id}/merger?from=${merged.id}`}>
            {words.look}
            <span class="ds-sr-only">
              {" "}
              {one.name}, {other.name}
            </span>
          </a>
          <PostForm to={`/companies/${one.id}/apartness`} made={{}} class="inline">
            <input type="hidden" name="other" value={other.id} />
            <button class="ds-button" data-variant="tertiary" type="submit">
              {words.apart}
              <span class="ds-sr-only">
                : {one.name}, {other.name}
              </span>
            </button>
          </PostForm>
        </div>
      </div>
    </li>
  )
}

const Company = ({ id, name, orgnr, place }: PairProps["one"]) => (
  <>
    <a class="link" href={`/companies/${id}`}>
      {name}
    </a>{" "}
    <span class="sm quiet">{[orgnr && formatOrgnr(orgnr), place].filter(Boolean).join(", ")}</span>
  </>
)
