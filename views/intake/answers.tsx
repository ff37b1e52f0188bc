import type { Child } from "hono/jsx"
import type { Tried } from "../cases/props.ts"
import { useTried } from "../cases/tried.ts"
import { useCaseWords } from "../cases/words.ts"
import { FIELDS, Lookup } from "../companies/lookup.tsx"
import { DateField, ErrorSummary, PostForm, SelectField, TextArea, TextField } from "../parts/form.tsx"
import { Icon } from "../parts/icon.tsx"
import { useScreen } from "../screen.tsx"
import { useDomainWords, useProblems } from "../words.ts"
import type { EnquiryPageProps } from "./props.ts"
import { useIntakeWords } from "./words.ts"

/** The ways to answer, each a form that opens in its place. */
export const Answers = (props: EnquiryPageProps) => {
  const { enquiry: words } = useIntakeWords()
  const { acceptance, attachment, question, handover, refusal, withdrawal } = props
  if (!acceptance && !attachment && !question && !handover && !refusal && !withdrawal) return null
  return (
    <section class="answers noprint mt-4" aria-label={words.answers}>
      <Acceptance {...props} />
      <Attachment {...props} />
      <Question {...props} />
      <Handover {...props} />
      <Refusal {...props} />
      <Withdrawal {...props} />
    </section>
  )
}

const Acceptance = ({ ref, acceptance, tried }: EnquiryPageProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  const { opening } = useCaseWords()
  const { access } = useDomainWords()
  const mine = useTried(tried, "acceptance")
  if (!acceptance) return null
  const { hubs, tracks, team, accesses, typed } = acceptance
  const field = (name: string) => ({ id: `acceptance-${name}`, ...mine(name, typed[name]) })
  const hub = { ...field("hub"), label: opening.hub, options: hubs }
  const trackOptions = tracks.map(({ code, name }) => ({ value: code, label: name[lang] }))
  return (
    <Answer name="acceptance" tried={tried} icon="Plus" label={words.accept} isOpen={acceptance.isOpen}>
      <Lookup at={`/inbox/${ref}`} found={acceptance.found} />
      <PostForm to={`/inbox/${ref}/acceptance`} made={madeOf(tried, "acceptance")} class="form mt-3">
        <div id={FIELDS} class="fields">
          <TextField {...field("company")} label={words.company} hint={words.companyHint} />
          <TextField {...field("orgnr")} label={opening.orgnr} inputmode="numeric" short optional />
        </div>
        <TextField {...field("need")} label={opening.need} hint={opening.needHint} />
        {hubs.length > 1 ? <SelectField {...hub} /> : <input type="hidden" name="hub" value={hub.value} />}
        <SelectField {...field("track")} label={opening.track} options={trackOptions} />
        <SelectField
          {...field("advisor")}
          label={opening.advisor}
          options={[{ value: "", label: opening.nobody }, ...team]}
        />
        <SelectField
          {...field("access")}
          label={opening.access}
          options={accesses.map((value) => ({ value, label: access[value] }))}
        />
        <TextField {...field("nextStep")} label={opening.nextStep} optional />
        <DateField {...field("nextOn")} label={opening.nextOn} optional />
        <Send>{words.acceptDo}</Send>
      </PostForm>
    </Answer>
  )
}

const Attachment = ({ ref, attachment, tried }: EnquiryPageProps) => {
  const { enquiry: words } = useIntakeWords()
  const mine = useTried(tried, "attachment")
  if (!attachment) return null
  return (
    <Answer name="attachment" tried={tried} icon="Inbox" label={words.attach}>
      <PostForm to={`/inbox/${ref}/attachment`} made={madeOf(tried, "attachment")} class="form mt-3">
        <TextField
          id="attachment-case"
          {...mine("case", attachment.ref)}
          label={words.attachTo}
          hint={words.attachHint}
          autocomplete="off"
          short
        />
        <Send>{words.attachDo}</Send>
      </PostForm>
    </Answer>
  )
}

const Question = ({ ref, question, tried }: EnquiryPageProps) => {
  const { enquiry: words } = useIntakeWords()
  const mine = useTried(tried, "question")
  if (!question) return null
  return (
    <Answer name="question" tried={tried} icon="ChatElipsis" label={words.ask}>
      <PostForm to={`/inbox/${ref}/question`} made={madeOf(tried, "question")} class="form mt-3">
        <TextArea
          id="question-question"
          {...mine("question")}
          label={words.question}
          hint={words.questionHint(question.to)}
        />
        <Send>{words.askDo}</Send>
      </PostForm>
    </Answer>
  )
}

const Handover = ({ ref, handover, tried }: EnquiryPageProps) => {
  const { enquiry: words } = useIntakeWords()
  const mine = useTried(tried, "handover")
  if (!handover) return null
  return (
    <Answer name="handover" tried={tried} icon="ArrowRightLeft" label={words.hand}>
      <PostForm to={`/inbox/${ref}/handover`} made={madeOf(tried, "handover")} class="form mt-3">
        <SelectField
          id="handover-to"
          {...mine("to")}
          label={words.to}
          options={handover.hubs}
          blank={words.chooseHub}
        />
        <TextArea id="handover-reason" {...mine("reason")} label={words.handWhy} hint={words.handWhyHint} />
        <Send>{words.handDo}</Send>
      </PostForm>
    </Answer>
  )
}

const Refusal = ({ ref, refusal, tried }: EnquiryPageProps) => {
  const { lang } = useScreen()
  const { enquiry: words } = useIntakeWords()
  const mine = useTried(tried, "refusal")
  if (!refusal) return null
  const letter = refusal.letter ?? (tried?.form === "refusal" && tried.typed.letter ? tried.typed.letter : null)
  const reasons = refusal.reasons.map(({ code, name }) => ({ value: code, label: name[lang] }))
  return (
    <Answer name="refusal" tried={tried} icon="XMark" label={words.decline}>
      <PostForm to={`/inbox/${ref}/refusal`} made={madeOf(tried, "refusal")} class="form mt-3">
        <SelectField
          id="refusal-closeReason"
          {...mine("closeReason")}
          label={words.declineReason}
          options={reasons}
          blank={words.chooseReason}
        />
        <TextArea id="refusal-reason" {...mine("reason")} label={words.declineWords} hint={words.declineWordsHint} />
        {letter === null ? (
          <div class="row">
            {refusal.to && (
              <button class="ds-button" type="submit" formaction={`/inbox/${ref}/refusal/preview`}>
                {words.declinePreview}
              </button>
            )}
            <button class="ds-button" type="submit" data-variant={refusal.to ? "secondary" : "primary"}>
              {words.declineDo}
            </button>
          </div>
        ) : (
          <>
            <TextArea
              id="refusal-letter"
              name="letter"
              value={letter}
              problem={mine("letter").problem}
              label={words.letter}
              hint={words.letterHint(refusal.to ?? "")}
              rows={12}
            />
            <Send>{words.declineSend}</Send>
          </>
        )}
      </PostForm>
    </Answer>
  )
}

/** For who calls, or has lost the link. */
const Withdrawal = ({ ref, withdrawal, caseRef, tried }: EnquiryPageProps) => {
  const { enquiry: words, registration } = useIntakeWords()
  const mine = useTried(tried, "withdrawal")
  if (!withdrawal) return null
  return (
    <Answer name="withdrawal" tried={tried} icon="ArrowUndo" label={words.withdraw}>
      <PostForm to={`/inbox/${ref}/withdrawal`} made={madeOf(tried, "withdrawal")} class="form mt-3">
        <p class="prose">{words.withdrawHint}</p>
        {caseRef && <input type="hidden" name="case" value={caseRef} />}
        <SelectField
          id="withdrawal-told"
          {...mine("told")}
          label={words.withdrawHow}
          options={withdrawal.ways.map((value) => ({ value, label: registration.sources[value] }))}
        />
        <div class="row">
          <button class="ds-button" type="submit" data-color="danger">
            {words.withdrawDo}
          </button>
        </div>
      </PostForm>
    </Answer>
  )
}

type AnswerProps = Pick<EnquiryPageProps, "tried"> & {
  name: string
  icon: "Plus" | "Inbox" | "ChatElipsis" | "ArrowRightLeft" | "XMark" | "ArrowUndo"
  label: string
  isOpen?: boolean
  children: Child
}

const Answer = ({ name, tried, icon, label, isOpen, children }: AnswerProps) => (
  <details name="answer" open={tried?.form === name || isOpen}>
    <summary class="ds-button" data-variant={name === "acceptance" ? "primary" : "secondary"}>
      <Icon name={icon} />
      {label}
    </summary>
    {tried?.form === name && <Wrong {...tried} />}
    {children}
  </details>
)

/** What to correct, by the name of each field. It takes the focus, so that it is found on a phone too. */
const Wrong = ({ form, problems }: Tried) => {
  const { enquiry: words } = useIntakeWords()
  const { opening } = useCaseWords()
  const sentence = useProblems()
  const labels: Record<string, string> = {
    to: words.to,
    ...opening,
    company: words.company,
    closeReason: words.declineReason,
    case: words.attachTo,
    question: words.question,
    letter: words.letter,
    told: words.withdrawHow,
    reason: form === "refusal" ? words.declineWords : words.handWhy,
  }
  const wrong = Object.keys(labels).flatMap((name) => {
    const label = labels[name]
    const problem = problems[name]
    return label && problem
      ? [{ id: `${form}-${name}`, text: `${label.replace(/[^?]$/, "$&:")} ${sentence(problem)}` }]
      : []
  })
  return (
    <div class="mt-3">
      <ErrorSummary problems={wrong} />
    </div>
  )
}

const Send = ({ children }: { children: string }) => (
  <div class="row">
    <button class="ds-button" type="submit">
      {children}
    </button>
  </div>
)

/** A form that was refused keeps its act, so that it still counts once. */
const madeOf = (tried: EnquiryPageProps["tried"], name: string) =>
  tried?.form === name && !tried.problems.act ? { act: tried.typed.act } : {}
