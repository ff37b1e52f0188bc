import { PostForm, SelectField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useDomainWords } from "../words.ts"
import { useFields } from "./fields.tsx"
import { Hits } from "./preview.tsx"
import type { RetirementProps } from "./props.ts"
import { useProgrammeWords } from "./words.ts"

/** Where the cases of a stage go when it is taken out of use. */
export const Retirement = ({ code, name, open, hits, heirs, made, tried }: RetirementProps) => {
  const { lang } = useScreen()
  const { retirement, stage, preview } = useProgrammeWords()
  const { refusals } = useDomainWords()
  const field = useFields("retirement", tried)
  const title = retirement.title(name[lang])
  const refusal = tried?.refusal && !tried.problems.to ? refusals[tried.refusal] : null
  return (
    <StaffPage title={title} room="stages">
      <div class="narrow stack gap-4">
        <nav class="crumb">
          <a class="link" href={`/programme/stages/${code}`}>
            {name[lang]}
          </a>
          <Icon name="ChevronRight" />
          <span>{stage.retire}</span>
        </nav>
        <h1 class="h1">{title}</h1>
        <p>{retirement.lead}</p>
        {refusal && (
          <p class="ds-alert" data-color="danger" role="alert">
            {refusal}
          </p>
        )}
        <Hits hits={hits} open={open} />
        {heirs.length === 0 ? (
          <p>{retirement.none}</p>
        ) : (
          <PostForm
            to={`/programme/stages/${code}/retirement`}
            made={{ act: tried?.typed.act, ...made }}
            class="form panel prose"
          >
            <SelectField
              {...field("to")}
              label={retirement.to}
              hint={retirement.toHint}
              blank={stage.choose}
              options={heirs.map((heir) => ({
                value: heir.code,
                label: retirement.heir(heir.name[lang], heir.open),
              }))}
            />
            <div class="row">
              <button class="ds-button" type="submit">
                {stage.preview}
              </button>
              <a class="ds-button" data-variant="tertiary" href={`/programme/stages/${code}`}>
                {preview.cancel}
              </a>
            </div>
          </PostForm>
        )}
      </div>
    </StaffPage>
  )
}
