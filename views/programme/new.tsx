import { PostForm, SelectField, TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { StaffPage } from "../staff-page.tsx"
import { GateFields, LimitField, Names, PhaseField, useFields } from "./fields.tsx"
import type { NewStageProps } from "./props.ts"
import { useProgrammeWords } from "./words.ts"

export const NewStage = ({ gates, phases, tracks, tried }: NewStageProps) => {
  const { lang } = useScreen()
  const words = useProgrammeWords()
  const { add, stage, crumb } = words
  const field = useFields("addition", tried)
  return (
    <StaffPage title={add.title} room="stages">
      <div class="narrow stack gap-4">
        <nav class="crumb">
          <a class="link" href="/programme/stages">
            {crumb}
          </a>
          <Icon name="ChevronRight" />
          <span>{add.title}</span>
        </nav>
        <h1 class="h1">{add.title}</h1>
        <ul class="stack sm">
          {tracks.map(({ name, places, isFull }) => (
            <li>
              <b>{name[lang]}.</b> {add.order(places.map((one, i) => `${i + 1} ${one[lang]}`).join(", "))}.{" "}
              {isFull && add.full}
            </li>
          ))}
        </ul>
        <PostForm to="/programme/stages" made={{ act: tried?.typed.act }} class="form panel prose">
          <SelectField
            {...field("track")}
            label={add.track}
            blank={stage.choose}
            options={tracks.map(({ code, name }) => ({ value: code, label: name[lang] }))}
          />
          <Names field={field} />
          <TextField {...field("place")} label={add.place} hint={add.placeHint} inputmode="numeric" short optional />
          <PhaseField field={field} phases={phases} />
          <LimitField field={field} />
          <GateFields field={field} gates={gates} form="addition" tried={tried} />
          <div class="row">
            <button class="ds-button" type="submit">
              {stage.preview}
            </button>
          </div>
        </PostForm>
      </div>
    </StaffPage>
  )
}
