import { useDayWords } from "./words.ts"

/** What was written here and is not sent, which only the browser knows: it fills this in, and says how it went. */
export const Unsent = () => {
  const { offline } = useDayWords()
  const why = Object.fromEntries(Object.entries(offline.why).map(([status, text]) => [`data-why${status}`, text]))
  return (
    <section
      id="unsent"
      class="noprint"
      aria-labelledby="unsent-name"
      hidden
      {...why}
      data-sure={offline.sure}
      data-late={offline.late}
    >
      <h2 class="h2 daytitle" id="unsent-name" tabindex={-1}>
        {offline.unsent} <span class="cnt" />
      </h2>
      <p class="sm quiet">{offline.unsentText}</p>
      <ul class="panel dayrows" />
      <template>
        <li>
          <div>
            <b /> <span class="sm quiet" />
            <p class="said" />
            <p class="sm st stale" />
          </div>
          <div class="row acts">
            <a class="ds-button" data-variant="secondary" href="/log">
              {offline.open}
            </a>
            <button class="ds-button" data-variant="tertiary" type="button">
              {offline.discard}
            </button>
          </div>
        </li>
      </template>
    </section>
  )
}
