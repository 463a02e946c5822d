/** What the student page says at the door: waiting to be let in, and why the line was ended. */

import type { Bye } from "../shared/wire";

export const doorEnglish = {
  waiting: {
    title: "Waiting to be let in",
    text: "Your instructor sees your name and lets you in. Leave this page open.",
  },
  bye: {
    replaced: "You have opened this room on another page. It goes on there.",
    removed: "Your instructor has removed you from this room.",
    turned_away: "Your instructor did not let you in.",
    unknown_room: "There is no open room with this code. Compare it with the projector, or ask your instructor.",
  } as Partial<Record<Bye["reason"], string>>,
};

export const doorGerman: typeof doorEnglish = {
  waiting: {
    title: "Gleich kommst du hinein",
    text: "Deine Lehrkraft sieht deinen Namen und lässt dich ein. Lass diese Seite offen.",
  },
  bye: {
    replaced: "Du hast diesen Raum auf einer anderen Seite geöffnet. Dort geht es weiter.",
    removed: "Deine Lehrkraft hat dich aus diesem Raum entfernt.",
    turned_away: "Deine Lehrkraft hat dich nicht eingelassen.",
    unknown_room: "Mit diesem Code ist kein Raum offen. Vergleiche ihn mit der Leinwand oder frag deine Lehrkraft.",
  },
};
