/** What the console says about who comes in, and about further devices. */

export const doorEn = {
  door: "Door",
  atTheDoor: (count: number) => (count === 1 ? "1 waits to be let in" : `${count} wait to be let in`),
  approval: "Newcomers wait",
  approvalHint: "On: who comes now waits until you let them in. Off: the door is open, also for those who wait.",
  admit: "Let in",
  admitHeard: (name: string) => `Let ${name} in`,
  admitAll: (count: number) => `Let all ${count} in`,
  turnAway: "Turn away",
  turnAwayHeard: (name: string) => `Turn ${name} away`,
  turnAllAway: "Turn all away",
  clear: "Clear newcomers",
  clearQuestion: "Remove everybody who joined in the last minute?",
  clearEffect: "All others keep their places. Who is removed may ask to join again, and then waits until you let them in.",
  clearYes: "Remove them",
  device: "Another device",
  deviceTitle: "One more console",
  deviceHint: (hours: number) =>
    `Whoever opens this link first is an instructor, too: to assist you, or to take over. It works once, within ${hours} hours. Do not show it to the class.`,
  signOut: "Sign out here",
  signOutOthers: "Sign out all others",
};

export const doorDe: typeof doorEn = {
  door: "Tür",
  atTheDoor: (count) => (count === 1 ? "1 wartet auf Einlass" : `${count} warten auf Einlass`),
  approval: "Neue warten",
  approvalHint: "An: Wer jetzt kommt, wartet, bis Sie ihn einlassen. Aus: Die Tür ist offen, auch für alle, die warten.",
  admit: "Einlassen",
  admitHeard: (name) => `${name} einlassen`,
  admitAll: (count) => `Alle ${count} einlassen`,
  turnAway: "Abweisen",
  turnAwayHeard: (name) => `${name} abweisen`,
  turnAllAway: "Alle abweisen",
  clear: "Neue entfernen",
  clearQuestion: "Alle entfernen, die in der letzten Minute gekommen sind?",
  clearEffect: "Alle anderen behalten ihren Platz. Wer entfernt wird, darf wieder anklopfen und wartet dann, bis Sie ihn einlassen.",
  clearYes: "Entfernen",
  device: "Weiteres Gerät",
  deviceTitle: "Noch eine Konsole",
  deviceHint: (hours) =>
    `Wer diesen Link zuerst öffnet, leitet die Stunde mit: um zu helfen oder zu übernehmen. Er gilt einmal und ${hours} Stunden lang. Zeigen Sie ihn nicht der Klasse.`,
  signOut: "Hier abmelden",
  signOutOthers: "Alle anderen abmelden",
};
