import { formatNumber } from "../parts/format.ts"
import { useScreen } from "../screen.tsx"
import type { JobProps } from "./props.ts"
import { useProgrammeWords } from "./words.ts"

/** How far a change has reached. With scripts it asks for the next step by itself, without them by a button. */
export const Progress = ({ code, name, kind, done, total, state }: JobProps) => {
  const { lang } = useScreen()
  const { job } = useProgrammeWords()
  const to = `/programme/stages/${code}`
  return (
    <section class="panel" id={`progress-${code}`} aria-labelledby={`progress-${code}-name`}>
      <h2 class="h2" id={`progress-${code}-name`}>
        {name[lang]}: {job.title[kind].toLowerCase()}
      </h2>
      {state === "finished" ? (
        <p role="status">{job.finished[kind]}</p>
      ) : (
        <>
          <p>
            <progress value={done} max={Math.max(1, total)} aria-labelledby={`progress-${code}-name`} />{" "}
            {job.done(formatNumber(lang, done), formatNumber(lang, total))}
          </p>
          <p class="sm quiet">{job[state]}</p>
          <div class="row">
            <Step {...{ to, code, state }} />
            {state === "running" && (
              <form method="post" action={`${to}/stop`}>
                <Act />
                <button class="ds-button" data-variant="tertiary" type="submit">
                  {job.stop}
                </button>
              </form>
            )}
          </div>
        </>
      )}
    </section>
  )
}

const Step = ({ to, code, state }: { to: string; code: string; state: JobProps["state"] }) => {
  const { job } = useProgrammeWords()
  const isStopped = state === "stopped"
  const address = `${to}/${isStopped ? "resumption" : "progress"}`
  const byItself = { "hx-post": address, "hx-target": `#progress-${code}`, "hx-swap": "outerHTML" }
  return (
    <form method="post" action={address} {...(!isStopped && { ...byItself, "hx-trigger": "submit, load delay:400ms" })}>
      <Act />
      <button class="ds-button" data-variant="secondary" type="submit">
        {job.goOn}
      </button>
    </form>
  )
}

const Act = () => <input type="hidden" name="act" value={crypto.randomUUID()} />
