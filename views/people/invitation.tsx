import { ErrorSummary, PickField, PostForm, SelectField, TextField } from "../parts/form.tsx"
import { StaffPage } from "../staff-page.tsx"
import { useProblems } from "../words.ts"
import { LANGUAGE_NAMES } from "./languages.ts"
import type { InvitationProps } from "./props.ts"
import { useRoleIn } from "./role.ts"
import { usePeopleWords } from "./words.ts"

const FIELDS = ["name", "email", "phone", "role", "language"] as const

export const Invitation = ({ options, chosen, languages, tried }: InvitationProps) => {
  const { invitation, person } = usePeopleWords()
  const roleIn = useRoleIn()
  const problem = useProblems()
  const wrong = (field: (typeof FIELDS)[number]) => problem(tried?.problems[field])
  const problems = FIELDS.flatMap((field) => {
    const text = wrong(field)
    return text ? [{ id: field, text: `${invitation[field]}: ${text}` }] : []
  })
  const typed = tried?.typed
  return (
    <StaffPage title={invitation.title} room="people">
      <div class="narrow stack gap-4">
        <ErrorSummary problems={problems} />
        <h1 class="h1">{invitation.title}</h1>
        <p class="prose">{invitation.lead}</p>
        <PostForm to="/people" made={{ act: typed?.act }} class="form panel prose">
          <TextField id="name" name="name" label={invitation.name} value={typed?.name} problem={wrong("name")} />
          <TextField
            id="email"
            name="email"
            type="email"
            label={invitation.email}
            value={typed?.email}
            problem={wrong("email")}
          />
          <TextField
            id="phone"
            name="phone"
            type="tel"
            label={invitation.phone}
            hint={invitation.phoneHint}
            value={typed?.phone}
            problem={wrong("phone")}
            optional
          />
          <SelectField
            id="role"
            name="role"
            label={invitation.role}
            blank={invitation.choose}
            value={typed?.role ?? chosen}
            problem={wrong("role")}
            options={options.map(({ value, role, hub }) => ({ value, label: roleIn(role, hub) }))}
          />
          <PickField
            id="language"
            name="language"
            kind="radio"
            label={invitation.language}
            values={[typed?.language ?? languages[0] ?? ""]}
            problem={wrong("language")}
            options={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
          <TextField id="reason" name="reason" label={person.why} hint={person.whyHint} value={typed?.reason} />
          <div class="row">
            <button class="ds-button" type="submit">
              {invitation.button}
            </button>
            <a class="ds-button" data-variant="tertiary" href="/people">
              {invitation.cancel}
            </a>
          </div>
        </PostForm>
      </div>
    </StaffPage>
  )
}
