/** What the server says to people, in the language of the page.  It speaks English; its sentences are the keys.  What
 *  only the instructor hears stands with the console, so that phones need not load it. */

import { wordsFor } from "./index";
import { de } from "./de";

export type Sentences = Readonly<Record<string, string>>;

const german: Sentences = {
  // names
  "Choose a name, so that the class can see you on the board.": "Wähle einen Namen, damit die Klasse dich auf der Tafel sieht.",
  "This name has a character that cannot be shown. Use letters, digits and spaces.":
    "In diesem Namen ist ein Zeichen, das sich nicht zeigen lässt. Nimm Buchstaben, Ziffern und Leerzeichen.",
  "A name needs at least one letter or digit.": "Ein Name braucht mindestens einen Buchstaben oder eine Ziffer.",
  "This name is kept for the instructor. Choose another one.":
    "Dieser Name ist für die Lehrperson reserviert. Wähle einen anderen.",
  "Choose a name that you would say aloud in class.": "Wähle einen Namen, den du vor der Klasse laut sagen würdest.",
  "This name is too long for the board. Use at most 20 characters.":
    "Dieser Name ist zu lang für die Tafel. Nimm höchstens 20 Zeichen.",
  "This name has too many accents on one letter. Use plain letters.":
    "In diesem Namen hat ein Buchstabe zu viele Akzente. Nimm einfache Buchstaben.",
  "This name mixes alphabets, which makes names look alike. Use one alphabet.":
    "Dieser Name mischt Alphabete, und so sehen sich Namen zum Verwechseln ähnlich. Nimm nur eines.",
  "Somebody here already has this name, or one that looks like it. Choose another one.":
    "Jemand hier heißt schon so, oder zum Verwechseln ähnlich. Wähle einen anderen Namen.",
  "This name begins with an accent that belongs to no letter. Put a letter before it.":
    "Dieser Name beginnt mit einem Akzent, der zu keinem Buchstaben gehört. Setze einen Buchstaben davor.",
  "The database does not answer. Trying again.": "Die Datenbank antwortet nicht. Neuer Versuch.",
  // the room
  "Your instructor has locked the room. Ask to be let in.": "Der Raum ist geschlossen. Bitte um Einlass.",
  "This room is full.": "Dieser Raum ist voll.",
  "This lesson has ended.": "Diese Lektion ist zu Ende.",
  "Your instructor has removed you from this room.": "Du wurdest aus diesem Raum entfernt.",
  "Choose a name first.": "Wähle zuerst einen Namen.",
  "You have a seat in this room.": "Du hast schon einen Platz in diesem Raum.",
  // questions
  "This question is not open.": "Diese Frage ist nicht offen.",
  "Time was up before your answer arrived.": "Die Zeit war um, bevor deine Antwort ankam.",
  "Your instructor has paused the clock. Wait a moment.": "Die Uhr ist angehalten. Warte einen Moment.",
  "You have already answered; your first answer counts.": "Du hast schon geantwortet; die erste Antwort zählt.",
  "This was already sent with another answer; the first one counts.":
    "Das wurde schon mit einer anderen Antwort gesendet; die erste zählt.",
  "This answer does not fit the question. Reload the page.": "Diese Antwort passt nicht zur Frage. Lade die Seite neu.",
  // races
  "This race is not open.": "Dieses Rennen ist nicht offen.",
  "Time was up before your code arrived.": "Die Zeit war um, bevor dein Code ankam.",
  "Wait a few seconds between two submissions.": "Warte ein paar Sekunden zwischen zwei Abgaben.",
  "You already have full marks for this challenge.": "Für diese Aufgabe hast du schon die volle Punktzahl.",
  "Solve the challenge before this one first.": "Löse zuerst die Aufgabe davor.",
  "There is no such hint to open now. Reload the page.": "Diesen Tipp gibt es gerade nicht. Lade die Seite neu.",
  "There is no code to run. Write your solution first.": "Da ist noch kein Code. Schreib zuerst deine Lösung.",
  // experiments
  "Wait a moment: nobody can predict yet.": "Einen Moment: Noch kann niemand vorhersagen.",
  "The class is comparing already, so it is too late to predict.":
    "Die Klasse vergleicht schon; für eine Vorhersage ist es zu spät.",
  "You have already predicted; your first prediction counts.": "Du hast schon vorhergesagt; die erste Vorhersage zählt.",
  "This prediction is out of bounds. Reload the page.": "Diese Vorhersage liegt außerhalb der Grenzen. Lade die Seite neu.",
  "Predict first, then run it.": "Sag zuerst voraus, dann starte es.",
  "Nothing can be run just now. Wait for your instructor.": "Gerade lässt sich nichts starten. Warte, bis es weitergeht.",
  "This experiment does not run there. Reload the page.": "Dort läuft dieses Experiment nicht. Lade die Seite neu.",
  "Your last run has not ended yet. Wait a moment.": "Dein letzter Lauf ist noch nicht zu Ende. Warte einen Moment.",
  "Wait a second between two runs.": "Warte eine Sekunde zwischen zwei Läufen.",
  "You have run this as often as anybody may. Look at what came out.":
    "Öfter lässt es sich nicht starten. Sieh dir an, was herauskam.",
  "This result is out of bounds. Reload the page, and run it again.":
    "Dieses Ergebnis liegt außerhalb der Grenzen. Lade die Seite neu und starte es noch einmal.",
  // goodbyes
  "There is no open room with this code. Compare it with the projector, or ask your instructor.":
    "Es gibt keinen offenen Raum mit diesem Code. Vergleiche ihn mit dem Projektor, oder frag nach.",
  "The server was updated. The page reloads itself.": "Der Server wurde erneuert. Die Seite lädt sich neu.",
  "This page sent too much at once.": "Diese Seite hat zu viel auf einmal gesendet.",
  "The page did not say hello in time.": "Diese Seite hat sich nicht rechtzeitig gemeldet.",
  "The server is restarting. You will be back in a moment.": "Der Server startet neu. Gleich geht es weiter.",
  "You have opened this room on another page. It goes on there.":
    "Du hast diesen Raum auf einer anderen Seite geöffnet. Dort geht es weiter.",
  "Your instructor did not let you in.": "Du wurdest nicht hereingelassen.",
  "Your instructor has cleared the room of newcomers. Ask to join again.":
    "Alle Neuen wurden aus dem Raum geschickt. Bitte noch einmal um Einlass.",
  "Your connection is too slow just now.": "Deine Verbindung ist gerade zu langsam.",
  "Too many wrong room codes came from your network. This page tries again by itself.":
    "Aus deinem Netz kamen zu viele falsche Raumcodes. Diese Seite versucht es von selbst noch einmal.",
  "Too many pages wait at the door just now. This one comes back by itself.":
    "Vor der Tür warten gerade zu viele Seiten. Diese kommt von selbst wieder.",
};

/** What the server says of a request that it cannot read is for developers; this is for people. */
const UNREADABLE = {
  en: "The server could not read this. Reload the page, and send it again.",
  de: "Der Server konnte das nicht lesen. Bitte die Seite neu laden und es noch einmal senden.",
};

interface Spoken {
  readonly type: string;
  readonly reason?: string;
  readonly text?: string;
}

/** A message of the server with its sentence in the language of the page; in English where it is not known.  `more` are
 *  German sentences that only one page hears. */
export function translated<Message extends Spoken>(message: Message, language: string, more: Sentences = {}): Message {
  if (message.text === undefined) return message;
  const inGerman = wordsFor(language) === de;
  if (message.reason === "malformed") return { ...message, text: inGerman ? UNREADABLE.de : UNREADABLE.en };
  const text = inGerman ? (german[message.text] ?? more[message.text]) : undefined;
  return text === undefined ? message : { ...message, text };
}
