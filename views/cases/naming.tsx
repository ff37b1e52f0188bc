import type { Access } from "#src/core/case.ts"
import { PostForm, SelectField } from "../parts/form.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import type { MadeProps, Option, Tried } from "./props.ts"
import { useTried } from "./tried.ts"
import { useCaseWords } from "./words.ts"

export type NamingProps = {
  ref: string
  company: string
  access: Access
  named: readonly { id: string; name: string }[]
  people: readonly Option[]
  made: MadeProps
  tried: Tried | null
}

export const NamingPage = ({ ref, company, access, named, people, made, tried }: NamingProps) => {
  const { naming } = useCaseWords()
  const words = useDomainWords()
  const field = useTried(tried, "naming")
  return (
    <StaffPage title={naming.title(company)} room="board">
      <div class="narrow">
        <p class="crumb">
          <a class="link" href={`/cases/${ref}`}>
            {naming.back}
          </a>
        </p>
        <section class="panel">
          <h1 class="h1">{naming.title(company)}</h1>
          <p>{naming.lead}</p>
          <p class="sm quiet">
            {words.access[access]}. {words.accessMeans[access]}
          </p>
          {named.length === 0 && <p class="quiet">{naming.nobody}</p>}
          <ul class="stack">
            {named.map(({ id, name }) => (
              <li class="row between">
                <b>{name}</b>
                <PostForm to={`/cases/${ref}/unnaming`} made={made}>
                  <button class="ds-button" data-variant="tertiary" type="submit" name="person" value={id}>
                    {naming.stop}
                    <span class="ds-sr-only"> {name}</span>
                  </button>
                </PostForm>
              </li>
            ))}
          </ul>
          <PostForm to={`/cases/${ref}/naming`} made={made}>
            <SelectField
              id="naming-person"
              {...field("person")}
              label={naming.person}
              blank={naming.choose}
              options={people}
            />
            <button class="ds-button" type="submit">
              {naming.share}
            </button>
          </PostForm>
        </section>
      </div>
    </StaffPage>
  )
}
