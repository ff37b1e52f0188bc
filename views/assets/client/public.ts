import { companies } from "./companies.ts"
import { draft, forgetSent } from "./draft.ts"

// What the public form is better with. It is whole without.
const form = document.querySelector<HTMLFormElement>("#enquiry")
if (form) {
  const keep = draft(form)
  companies(form, keep)
} else forgetSent()
