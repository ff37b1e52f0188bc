import type { ProblemWords } from "./words.nb.ts"

export const en: ProblemWords = {
  problems: {
    401: {
      title: "You are signed out",
      text: "Sign in in a new tab, and send this again from here. What you wrote is still here.",
    },
    403: {
      title: "You cannot do this",
      text: "It is not open to you. Ask whoever has the case, or the hub manager.",
    },
    404: { title: "There is nothing here", text: "The address does not exist, or it is not for you." },
    409: { title: "Someone was before you", text: "The same thing has been changed in the meantime." },
    413: { title: "That was too much", text: "The form is larger than we accept. Make the text shorter." },
    422: { title: "We could not save this", text: "Mend what is listed below, and send it again." },
    429: {
      title: "A few too many in a short time",
      text: "Wait a minute and try again. What you wrote is still here.",
    },
    503: {
      title: "We cannot save right now",
      text: "The database does not answer. What you wrote is still here. Send it again in a little while. Sent twice, it counts once.",
    },
    500: {
      title: "Something went wrong with us",
      text: "The fault is ours. Try again, and tell us if that does not help.",
    },
  },
  again: "Send again",
  start: "To the start page",
  signIn: "Sign in in a new tab",
  id: (id) => `Give this if you tell us: ${id}`,
}
