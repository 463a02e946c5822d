/** What the console says, in the instructor's language. */
import { choose, type Dictionary, wordsFor } from "../shared/words";
import type { Move, RoomOffer } from "../shared/wire";
import type { RosterFilter } from "./roster";
import { doorDe, doorEn } from "./words-door";
import { undoneDe, undoneEn } from "./words-undone";

const en = {
  ...doorEn,
  ...undoneEn,
  rooms: "Rooms",
  openRoom: "Open a room",
  lesson: "Lesson",
  lessonFacts: (steps: number, minutes: number) => `${steps} steps, about ${minutes} minutes`,
  noLessons: "No lesson was found. Make one with: threadrace lesson new FOLDER",
  series: "Class",
  seriesHint: "Rooms of the same class share a leaderboard over the term. May be left empty.",
  open: "Open the room",
  noRooms: "No room yet. Open the first one.",
  roomState: { lobby: "in the lobby", running: "running", ended: "ended" } as Record<RoomOffer["state"], string>,
  students: (count: number) => (count === 1 ? "1 student" : `${count} students`),
  codeOff: "Races are off.",
  roomCode: "Room code",
  lock: "Lock",
  unlock: "Unlock",
  isLocked: "Locked: nobody new may join.",
  projector: "Projector",
  invite: "Link and QR",
  inviteTitle: "How students join",
  copy: "Copy the link",
  copied: "Copied",
  results: "Results (CSV)",
  end: "End lesson",
  steps: "Steps",
  stepKind: { slide: "slide", terms: "terms", tour: "tour", question: "question", race: "race", code: "code", experiment: "experiment", learned: "learned", podium: "podium" },
  sees: "The class sees",
  stageKind: { lobby: "the lobby", leaderboard: "the leaderboard" },
  nothingYet: "Waiting for the server.",
  answered: (count: number, of: number) => `${count} of ${of} answered`,
  wait: "One moment",
  ended: "The lesson has ended.",
  endedHint: "The podium stays on the projector. Results can be downloaded.",
  otherMoves: "Other moves",
  back: "Back",
  more: (seconds: number) => `+${seconds} s`,
  moreHeard: (seconds: number) => `+${seconds} s: ${seconds} seconds more`,
  keys: "Page Down or → presses this button; Page Up or ← shows the step before.",
  notes: "Notes",
  noNotes: "No notes for this step.",
  liveAnswers: "Answers so far",
  rightAnswer: "Right answer",
  judge: "Judge",
  waitingForJudge: (count: number) => (count === 1 ? "1 submission waits" : `${count} submissions wait`),
  sandbox: {
    isolated: "Submissions run behind a kernel filter, Landlock and namespaces, as a user of their own.",
    namespaces: "Submissions run behind a kernel filter and in namespaces of their own.",
    landlock: "Submissions run behind a kernel filter and Landlock.",
    filter: "Submissions run behind a kernel filter.",
    weak: "Weak: submissions are held by resource limits only. They can read your files and use your network.",
  } as Readonly<Record<string, string>>,
  trying: "Experiment so far",
  predicted: (count: number, of: number) => `${count} of ${of} predicted`,
  tried: (count: number, runs: number) => `${count} have run it, ${runs === 1 ? "1 run" : `${runs} runs`}`,
  measuring: "The server is measuring.",
  failedRuns: "Failed runs",
  failedRunsHint: "A tap shows the class how it happened; another takes it off.",
  shownNamed: "with name",
  shownNameless: "without name",
  takeOff: "on the projector",
  roster: "Students",
  nobody: "Nobody has joined yet. Show the link, the code or the QR.",
  filter: {
    all: () => "all",
    stuck: (count: number) => `${count} stuck`,
    waiting: (count: number) => `${count} to answer`,
    offline: (count: number) => `${count} offline`,
  } as Record<RosterFilter, (count: number) => string>,
  offline: "offline",
  hasAnswered: "answered",
  attempts: (count: number) => (count === 1 ? "1 attempt" : `${count} attempts`),
  hints: (count: number) => (count === 1 ? "1 hint" : `${count} hints`),
  finished: "finished",
  rename: "Rename",
  newName: (name: string) => `New name for ${name}`,
  remove: "Remove",
  look: "See the code",
  cancel: "Cancel",
  close: "Close",
  dismiss: "Understood",
  endQuestion: "End the lesson for everybody?",
  endEffect: "What is open closes, the podium is shown, and no more answers are taken. This cannot be undone.",
  endYes: "End the lesson",
  removeQuestion: (name: string) => `Remove ${name} from the room?`,
  removeEffect: "They leave the board and cannot come back with this seat.",
  removeYes: "Remove",
  submissionsOf: (name: string) => `Submissions by ${name}`,
  submission: (number: number) => `Attempt ${number}`,
  noSubmissions: "Nothing submitted in this race.",
  classBoard: "Class board",
  classBoardOf: (series: string) => `Leaderboard of ${series}`,
  emptyClassBoard: "Nobody in this class has points yet.",
  inRooms: (rooms: number) => (rooms === 1 ? "in 1 room" : `in ${rooms} rooms`),
  inLine: (line: number) => `line ${line}`,
  unsavedBand: "Not saved yet, trying again.",
  goneTitle: "This console is no longer connected",
  goneHint: "Open the console with the link that the server printed when it started.",
  move: null as ((move: Move, title: string) => string) | null,
};

type OwnWords = typeof en;
export type ConsoleWords = OwnWords & Dictionary;

const de: OwnWords = {
  ...doorDe,
  ...undoneDe,
  rooms: "Räume",
  openRoom: "Raum öffnen",
  lesson: "Lektion",
  lessonFacts: (steps, minutes) => `${steps} Schritte, etwa ${minutes} Minuten`,
  noLessons: "Keine Lektion gefunden. Eine anlegen: threadrace lesson new ORDNER",
  series: "Klasse",
  seriesHint: "Räume derselben Klasse teilen eine Rangliste über das Halbjahr. Darf leer bleiben.",
  open: "Raum öffnen",
  noRooms: "Noch kein Raum. Öffnen Sie den ersten.",
  roomState: { lobby: "in der Lobby", running: "läuft", ended: "beendet" },
  students: (count) => (count === 1 ? "1 Person" : `${count} Personen`),
  codeOff: "Rennen sind aus.",
  roomCode: "Raumcode",
  lock: "Schließen",
  unlock: "Aufschließen",
  isLocked: "Geschlossen: Niemand Neues kann beitreten.",
  projector: "Projektor",
  invite: "Link und QR",
  inviteTitle: "So kommt die Klasse herein",
  copy: "Link kopieren",
  copied: "Kopiert",
  results: "Ergebnisse (CSV)",
  end: "Lektion beenden",
  steps: "Schritte",
  stepKind: { slide: "Folie", terms: "Begriffe", tour: "Rundgang", question: "Frage", race: "Rennen", code: "Code", experiment: "Experiment", learned: "Gelernt", podium: "Podium" },
  sees: "Die Klasse sieht",
  stageKind: { lobby: "die Lobby", leaderboard: "die Rangliste" },
  nothingYet: "Warten auf den Server.",
  answered: (count, of) => `${count} von ${of} haben geantwortet`,
  wait: "Einen Moment",
  ended: "Die Lektion ist zu Ende.",
  endedHint: "Das Podium bleibt auf dem Projektor. Die Ergebnisse stehen zum Herunterladen bereit.",
  otherMoves: "Weitere Schritte",
  back: "Zurück",
  more: (seconds) => `+${seconds} s`,
  moreHeard: (seconds) => `+${seconds} s: ${seconds} Sekunden mehr`,
  keys: "Bild ab oder → drückt diesen Knopf; Bild auf oder ← zeigt den Schritt davor.",
  notes: "Notizen",
  noNotes: "Keine Notizen zu diesem Schritt.",
  liveAnswers: "Antworten bisher",
  rightAnswer: "Richtige Antwort",
  judge: "Richter",
  waitingForJudge: (count) => (count === 1 ? "1 Abgabe wartet" : `${count} Abgaben warten`),
  sandbox: {
    isolated: "Abgaben laufen hinter Kernfilter, Landlock und Namensräumen, als ein eigener Benutzer.",
    namespaces: "Abgaben laufen hinter einem Kernfilter und in eigenen Namensräumen.",
    landlock: "Abgaben laufen hinter einem Kernfilter und Landlock.",
    filter: "Abgaben laufen hinter einem Kernfilter.",
    weak: "Schwach: Abgaben hält nur ihr Verbrauch auf. Sie können Ihre Dateien lesen und Ihr Netz benutzen.",
  },
  trying: "Experiment bisher",
  predicted: (count, of) => `${count} von ${of} haben vorhergesagt`,
  tried: (count, runs) => `${count} haben es ausprobiert, ${runs === 1 ? "1 Lauf" : `${runs} Läufe`}`,
  measuring: "Der Server misst.",
  failedRuns: "Fehlgeschlagene Läufe",
  failedRunsHint: "Ein Tippen zeigt der Klasse, wie es dazu kam; noch eines nimmt es weg.",
  shownNamed: "mit Namen",
  shownNameless: "ohne Namen",
  takeOff: "auf der Leinwand",
  roster: "Klasse",
  nobody: "Noch ist niemand da. Zeigen Sie den Link, den Code oder den QR-Code.",
  filter: {
    all: () => "alle",
    stuck: (count) => `${count} kommen nicht weiter`,
    waiting: (count) => `${count} noch ohne Antwort`,
    offline: (count) => `${count} offline`,
  },
  offline: "offline",
  hasAnswered: "hat geantwortet",
  attempts: (count) => (count === 1 ? "1 Versuch" : `${count} Versuche`),
  hints: (count) => (count === 1 ? "1 Tipp" : `${count} Tipps`),
  finished: "im Ziel",
  rename: "Umbenennen",
  newName: (name) => `Neuer Name für ${name}`,
  remove: "Entfernen",
  look: "Code ansehen",
  cancel: "Abbrechen",
  close: "Schließen",
  dismiss: "Verstanden",
  endQuestion: "Die Lektion für alle beenden?",
  endEffect: "Was offen ist, schließt; das Podium erscheint; Antworten zählen nicht mehr. Das lässt sich nicht rückgängig machen.",
  endYes: "Lektion beenden",
  removeQuestion: (name) => `${name} aus dem Raum entfernen?`,
  removeEffect: "Der Name verschwindet von der Rangliste; mit diesem Platz kommt niemand zurück.",
  removeYes: "Entfernen",
  submissionsOf: (name) => `Abgaben von ${name}`,
  submission: (number) => `Versuch ${number}`,
  noSubmissions: "In diesem Rennen wurde nichts abgegeben.",
  classBoard: "Klassenrangliste",
  classBoardOf: (series) => `Rangliste von ${series}`,
  emptyClassBoard: "In dieser Klasse hat noch niemand Punkte.",
  inRooms: (rooms) => (rooms === 1 ? "in 1 Raum" : `in ${rooms} Räumen`),
  inLine: (line) => `Zeile ${line}`,
  unsavedBand: "Noch nicht gespeichert, neuer Versuch.",
  goneTitle: "Diese Konsole ist nicht mehr verbunden",
  goneHint: "Öffnen Sie die Konsole mit dem Link, den der Server beim Start ausgegeben hat.",
  move: germanMove,
};

/** The server names its moves in English. */
function germanMove(move: Move, title: string): string {
  switch (move.request) {
    case "show_step":
      return `Weiter: ${title}`;
    case "open_question":
      return "Frage öffnen";
    case "close_question":
      return "Frage schließen";
    case "reveal_answer":
      return "Antwort auflösen";
    case "open_race":
      return "Rennen starten";
    case "close_race":
      return "Rennen beenden";
    case "take_predictions":
      return "Vorhersagen sammeln";
    case "start_trials":
      return "Ausprobieren lassen";
    case "compare_results":
      return "Vergleichen";
    case "freeze_race":
      return "Tafel einfrieren";
    case "reveal_lane":
      return "Nächste Bahn zeigen";
    case "reveal_lanes":
      return "Alle Bahnen zeigen";
    case "pause":
      return "Anhalten";
    case "resume":
      return "Weiterlaufen";
    case "show_leaderboard":
      return "Rangliste zeigen";
    case "hide_leaderboard":
      return "Rangliste ausblenden";
    case "move_run":
      return "Nächster Schritt";
    case "hide_replay":
      return "Lauf wegnehmen";
    case "end_lesson":
      return "Lektion beenden";
  }
}

export function consoleWords(language: string): ConsoleWords {
  return { ...wordsFor(language), ...choose(language, en, de) };
}
