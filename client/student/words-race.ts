/** The words of a race, in English and German. */

/** What is said of a submission by its place in the line: `now`, and what to make of it. */
function turn(place: number | null | undefined): { readonly now: string; readonly hint: string } {
  if (place === null) return { now: "The judge is restarting", hint: "Your code is kept, and will be judged." };
  if (!place) return { now: "Your threads are running", hint: "The judge tries many interleavings. You may go on writing." };
  const now = place === 1 ? "Next in line" : `${ordinal(place)} in line`;
  return { now, hint: "Submitting again replaces this one and keeps the place." };
}

function ordinal(place: number): string {
  if (place === 2 || place === 3) return place === 2 ? "Second" : "Third";
  const teen = place % 100 > 10 && place % 100 < 14;
  return `${place}${teen ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th")}`;
}

function germanTurn(place: number | null | undefined): ReturnType<typeof turn> {
  if (place === null) return { now: "Der Richter startet neu", hint: "Dein Code ist da und wird beurteilt." };
  if (!place) return { now: "Deine Threads laufen", hint: "Der Richter probiert viele Abläufe. Du kannst weiterschreiben." };
  const now = place === 1 ? "Als Nächstes dran" : `Platz ${place} in der Schlange`;
  return { now, hint: "Noch einmal abgeben ersetzt diesen Code und behält den Platz." };
}

export const englishRace = {
  ready: "Read the task. The editor opens with the race.",
  task: "The task",
  hints: (count: number) => (count === 1 ? "One hint" : `${count} hints`),
  hint: (number: number, of: number) => `Hint ${number} of ${of}`,
  price: (points: number) => (points === 0 ? "free" : `−${points} points`),
  hintSure: (points: number) =>
    points === 0
      ? "You have full marks here, so this costs nothing."
      : `This takes ${points} points off what you can still earn here. Points that you have stay yours.`,
  hintYes: "Open the hint",
  hintNo: "Not yet",
  laps: "Challenges",
  firstLap: "The race",
  bonusLap: (points: number) => `Bonus, ${points} points`,
  score: (score: number) => `${score} of 100`,
  solved: "Solved",
  improve: (score: number) => `${score} of 100 marks. You can improve it; the best one counts, and your place stays.`,
  goOn: (title: string, points: number) => `Go on: ${title}, ${points} bonus points`,
  fullMarks: "Full marks",
  mode: { label: "How you write it", code: "Editor", blocks: "Blocks" },
  blocks: {
    hint: "Tap a block to put it in. Drag it by its handle, or tap it and use the keys below. Not every block belongs.",
    program: "Your program",
    left: (count: number) => (count === 1 ? "One block left" : `${count} blocks left`),
    row: (line: number, indent: number, code: string) => `Row ${line}, indented ${indent}: ${code}`,
    movers: "Move the chosen block",
    up: "Up",
    down: "Down",
    outdent: "Outdent",
    indent: "Indent",
    remove: "Take it out",
  },
  editor: "Your solution in Python. Tab indents; Escape, then Tab, leaves the editor.",
  loading: "Opening the editor",
  failed: "The editor could not be loaded yet. Trying again.",
  submit: "Submit",
  submitting: "Sending",
  turn,
  again: (seconds: number) => `Submit again in ${seconds} s`,
  tooLong: "This is longer than 16 kB. Shorten it to submit.",
  otherVersion: "Another device of yours saved newer code. What you wrote on this one is kept, too.",
  swap: "Show the other",
  keepThis: "Keep this one",
  reset: "Start over",
  resetSure: "Replace your code by the starter? What you wrote is gone then.",
  resetYes: "Yes, start over",
  resetNo: "Keep my code",
  saved: "Saved",
  saving: "Saving",
  closed: "The race is over. You can go on reading your code.",
  paused: "Paused. You can write; submitting waits.",
  finished: (place: number) => `You finished, place ${place}`,
  finishedFrozen: "You finished. Your place is told at the end.",
  frozen: "The board is frozen. Only you see what becomes of your code.",
  attempts: "Attempts",
  attempt: (number: number) => `Attempt ${number}`,
  line: (line: number) => `line ${line}`,
  superseded: "Replaced by your newer one before it ran.",
  notJudged: "The judge could not run it. That is not your fault; submit it again.",
  witness: "How it happened",
  named: "May be shown with my name",
  namedHint: "If your instructor shows this run to the class. Without it, nobody learns whose it is.",
  overlap: (speedup: string) => `Your threads did the work ${speedup} times as quickly as one alone.`,
  expected: "Should be",
  observed: "Came out",
  hidden: "A plain run on this Python hides it; other schedules do not.",
  explored: (schedules: number, proof: string) =>
    `${schedules === 1 ? "1 schedule" : `${schedules} schedules`} tried, ${proof}.`,
  keys: "Keys",
  lineUp: "Line up",
  lineDown: "Line down",
  undo: "Undo",
  redo: "Redo",
  indent: "Indent",
  dedent: "Outdent",
};

export const germanRace: typeof englishRace = {
  ready: "Lies die Aufgabe. Der Editor öffnet sich mit dem Rennen.",
  task: "Die Aufgabe",
  hints: (count) => (count === 1 ? "Ein Tipp" : `${count} Tipps`),
  hint: (number, of) => `Tipp ${number} von ${of}`,
  price: (points) => (points === 0 ? "kostenlos" : `−${points} Punkte`),
  hintSure: (points) =>
    points === 0
      ? "Du hast hier schon alle Punkte, also kostet es nichts."
      : `Das nimmt ${points} Punkte von dem, was du hier noch holen kannst. Was du hast, bleibt dir.`,
  hintYes: "Tipp öffnen",
  hintNo: "Noch nicht",
  laps: "Aufgaben",
  firstLap: "Das Rennen",
  bonusLap: (points) => `Zusatz, ${points} Punkte`,
  score: (score) => `${score} von 100`,
  solved: "Gelöst",
  improve: (score) => `${score} von 100. Du kannst es verbessern; das Beste zählt, und dein Platz bleibt.`,
  goOn: (title, points) => `Weiter: ${title}, ${points} Zusatzpunkte`,
  fullMarks: "Volle Punktzahl",
  mode: { label: "Wie du es schreibst", code: "Editor", blocks: "Bausteine" },
  blocks: {
    hint: "Tippe auf einen Baustein, um ihn einzusetzen. Zieh ihn am Griff, oder tippe ihn an und nimm die Tasten unten. Nicht jeder gehört hinein.",
    program: "Dein Programm",
    left: (count) => (count === 1 ? "Noch ein Baustein" : `Noch ${count} Bausteine`),
    row: (line, indent, code) => `Zeile ${line}, ${indent}-mal eingerückt: ${code}`,
    movers: "Den gewählten Baustein bewegen",
    up: "Nach oben",
    down: "Nach unten",
    outdent: "Ausrücken",
    indent: "Einrücken",
    remove: "Herausnehmen",
  },
  editor: "Deine Lösung in Python. Tab rückt ein; Escape, dann Tab verlässt den Editor.",
  loading: "Der Editor wird geöffnet",
  failed: "Der Editor ließ sich noch nicht laden. Neuer Versuch läuft.",
  submit: "Abgeben",
  submitting: "Wird gesendet",
  turn: germanTurn,
  again: (seconds) => `Wieder in ${seconds} s`,
  tooLong: "Das ist länger als 16 kB. Kürze es, um abzugeben.",
  otherVersion: "Ein anderes deiner Geräte hat neueren Code gespeichert. Was du auf diesem geschrieben hast, ist auch noch da.",
  swap: "Die andere zeigen",
  keepThis: "Diese behalten",
  reset: "Von vorn",
  resetSure: "Deinen Code durch die Vorlage ersetzen? Was du geschrieben hast, ist dann weg.",
  resetYes: "Ja, von vorn",
  resetNo: "Meinen Code behalten",
  saved: "Gespeichert",
  saving: "Wird gespeichert",
  closed: "Das Rennen ist vorbei. Deinen Code kannst du weiter lesen.",
  paused: "Pause. Schreiben geht, Abgeben wartet.",
  finished: (place) => `Im Ziel, Platz ${place}`,
  finishedFrozen: "Im Ziel. Der Platz wird am Ende verraten.",
  frozen: "Die Tafel ist eingefroren. Nur du siehst, was aus deinem Code wird.",
  attempts: "Versuche",
  attempt: (number) => `Versuch ${number}`,
  line: (line) => `Zeile ${line}`,
  superseded: "Durch deinen neueren ersetzt, bevor er lief.",
  notJudged: "Der Richter konnte ihn nicht ausführen. Das liegt nicht an dir; gib ihn noch einmal ab.",
  witness: "So kam es dazu",
  named: "Darf mit meinem Namen gezeigt werden",
  namedHint: "Falls deine Lehrkraft diesen Lauf der Klasse zeigt. Sonst erfährt niemand, von wem er ist.",
  overlap: (speedup) => `Deine Threads waren ${speedup}-mal so schnell wie einer allein.`,
  expected: "Richtig wäre",
  observed: "Heraus kam",
  hidden: "Ein einfacher Lauf auf diesem Python verbirgt es; andere Abläufe nicht.",
  explored: (schedules, proof) =>
    `${schedules === 1 ? "1 Ablauf" : `${schedules} Abläufe`} ausprobiert, ${proof}.`,
  keys: "Tasten",
  lineUp: "Zeile nach oben",
  lineDown: "Zeile nach unten",
  undo: "Rückgängig",
  redo: "Wiederholen",
  indent: "Einrücken",
  dedent: "Ausrücken",
};
