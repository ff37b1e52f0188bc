import type { AboutWords } from "./words.nb.ts"

const COUNT = ["", "One hub", "Two hubs", "Three hubs", "Four hubs", "Five hubs", "Six hubs"]

export const en: AboutWords = {
  privacy: {
    title: "Privacy",
    lead: "What we register about you, why, and what you can ask for.",
    who: "Who answers for the information",
    together: (n: number) =>
      `${COUNT[n] ?? `${n} hubs`} and the programme owner decide together what is registered here, and are responsible together:`,
    shared:
      "The hub you are in touch with answers you, and corrects or erases. The programme owner answers for the program that all use. You can ask any of them, and they will take it further.",
    sections: [
      {
        title: "What we register",
        text: [],
        points: [
          "When you send the form: the company, its organisation number if you give it, the municipality, what you write about your need, your name, and an e-mail address or a phone number.",
          "When we help the company: whom we talk with there, what is agreed and done, and when, and files that concern it.",
          "Of us who work here: name, work e-mail, phone, roles, what we do in the cases, and which devices we are signed in from.",
          "We never need a national identity number. The forms do not accept it.",
        ],
      },
      {
        title: "Why, and by what right",
        text: [
          "To answer you, help the company and account for public money. If you are a company’s contact, it rests on our legitimate interest in helping it. If you run a business of your own without a company, it rests on the agreement with you. Some of it we must keep because the rules on state aid and accounting ask for it.",
        ],
      },
      {
        title: "Who sees it",
        text: [
          "Those who work in your hub see the case. The other hubs see that the company is being helped, how far it has come and whom to call, not what you talk about. A case can be shared with more people, or restricted. When someone opens a restricted case, or a case of another hub, that is recorded.",
          "The programme owner sees as much of the cases as the other hubs, and enquiries that no hub has. The auditor sees figures, and cases without names.",
          "Cloudflare runs the program, keeps the files and sends the mail, and a supplier runs the database. They do so for us, and use the information for nothing else.",
        ],
      },
      {
        title: "For how long",
        text: [
          "As long as we need it to answer, to follow up the company and to account for the aid. What concerns state aid must usually be kept for ten years. An enquiry that becomes no case is erased by itself 12 months after we last were in touch, and what looks like spam after 30 days. The rest we erase when it is no longer needed, or when you ask for it and the rules allow it. A file that is removed from a case is still erased for good after a month. A sole proprietorship is called as its owner, so its name counts as yours and can be erased. If you have left a company, you stand there as a former contact until that is erased. Names and what is written in people’s own words are kept apart, so that they can be erased without making the figures wrong.",
        ],
      },
      {
        title: "Cookies and logs",
        text: [
          "There is no tracking and no advertising. If you choose a language, we remember it for a year. Those who sign in have a cookie that lasts for 30 days. So that they can work without coverage, their browser keeps the day’s cases for a day, without restricted cases and those of other hubs, and what they write themselves until it is sent. It is encrypted, read only by the one it belongs to, and deleted when they sign out. The log of requests has neither names nor what you write. The form uses your network address for a minute to stop misuse.",
        ],
      },
      {
        title: "What you can ask for",
        text: [],
        points: [
          "To see what we have about you.",
          "To have what is wrong corrected.",
          "To have erased what we do not have to keep.",
          "To say no to our using it, or ask us to wait while we look into it.",
          "To take with you what you gave us yourself.",
        ],
      },
    ],
    ask: "Ask us",
    askText: "Ask whom you are in touch with at the hub, or write to",
    complain: "If you think that we do wrong, you can complain to the Norwegian Data Protection Authority:",
  },
  accessibility: {
    title: "Accessibility",
    lead: "Everybody should be able to use Kraftspor. The aim is WCAG 2.2 at level AA.",
    sections: [
      {
        title: "How it is made",
        text: [],
        points: [
          "All can be done by keyboard, also moving cards on the board.",
          "The forms work without scripts, say what is wrong beside the field, and keep what you have typed.",
          "It works on a phone, in dark mode, magnified and in print.",
          "Pictures have a table with the same.",
          "Bokmål, nynorsk and English.",
        ],
      },
      {
        title: "How it is tested",
        text: [
          "A program tests each page before it is put to use: contrast, names of fields, order, and width on a phone.",
        ],
      },
      {
        title: "What we know is not good enough",
        text: [],
        points: [
          "Nobody from outside has examined the program.",
          "It is not tested regularly by people who use a screen reader.",
          "By itself it is tested in Chromium only, not in Firefox and Safari.",
        ],
      },
    ],
    ask: "Is something difficult?",
    askText: "Write what you tried to do, and we will help you and put it right:",
  },
  guide: {
    title: "First day",
    lead: "What you need to get started.",
    me: "Choose a language, and see where you are signed in",
    hubs: "The hubs, and who works there",
    areas: "Which municipality belongs to which hub",
    sections: [
      {
        title: "Sign in",
        text: ["You sign in with a link in your work e-mail. It works once. You are signed in for 30 days."],
      },
      {
        title: "Take in enquiries",
        text: [
          "The form on the web sends the enquiry to the hub that has the municipality. It is in the inbox, and should be answered within two working days. Take it on as a case, send it to another hub, or say no with a reason.",
        ],
      },
      {
        title: "Work on cases",
        text: [],
        points: [
          "The board shows your hub’s cases, stage by stage. What is most urgent is on top.",
          "Drag the card, use its menu, or press M. If something is missing, the card asks for exactly that.",
          "Say what the next step is, and when. If you wait for others, say whom and until when: the case wakes by itself.",
          "Did it go wrong? Undo. All that you do stays in the history.",
        ],
      },
      {
        title: "Who sees what",
        text: [
          "Colleagues in the hub see the case and can stand in for you. Other hubs see that it exists and whom to call. A restricted case can be opened only by you, the manager and those you share it with. Never write national identity numbers, nor about health or other people’s private matters.",
        ],
      },
      {
        title: "If you lead a hub or the programme",
        text: [
          "The manager invites people and gives roles under People, and sees the whole network under Across hubs. The programme owner opens and closes hubs, and decides which municipality belongs to which hub.",
        ],
      },
    ],
    stages: "What the stages mean",
    stagesLead: "Each stage has a page that shows how long cases usually stand there.",
  },
}
