import { PostForm } from "../parts/form.tsx"
import { useNoticeWords } from "./words.ts"

export type CalendarProps = {
  isShared: boolean
  /** Shown once, when it is made: nobody here knows it afterwards. */
  address: string | null
}

/** One's plans in another calendar, by an address that is a secret. */
export const Calendar = ({ isShared, address }: CalendarProps) => {
  const { calendar: words } = useNoticeWords()
  return (
    <section class="panel prose" aria-labelledby="calendar">
      <h2 class="h2 mb-2" id="calendar">
        {words.title}
      </h2>
      <p class="hint mb-3">{words.lead}</p>
      {address ? (
        <div class="ds-field mb-3">
          <label class="ds-label" for="calendar-address">
            {words.address}
          </label>
          <p class="hint" id="calendar-address-hint">
            {words.once}
          </p>
          <input
            id="calendar-address"
            class="ds-input"
            type="text"
            readonly
            value={address}
            aria-describedby="calendar-address-hint"
          />
        </div>
      ) : (
        isShared && <p class="mb-3">{words.shared}</p>
      )}
      <div class="row">
        <PostForm to="/me/calendar" made={{}}>
          <button class="ds-button" data-variant="secondary" type="submit">
            {isShared ? words.renew : words.make}
          </button>
        </PostForm>
        {isShared && (
          <PostForm to="/me/calendar/end" made={{}}>
            <button class="ds-button" data-variant="tertiary" type="submit">
              {words.end}
            </button>
          </PostForm>
        )}
      </div>
    </section>
  )
}
