/** What the server says to the instructor, in German.  It speaks English; its sentences are the keys. */
import type { Sentences } from "../shared/words/server";

export const toTheInstructor: Sentences = {
  "The lesson has no such step. Reload the console.": "Diesen Schritt gibt es in der Lektion nicht. Laden Sie die Konsole neu.",
  "That step is not the one the class sees. Show it first.": "Die Klasse sieht gerade einen anderen Schritt. Zeigen Sie diesen zuerst.",
  "The class is at another step by now, so this was not shown. Show it again if you want.":
    "Die Klasse ist inzwischen bei einem anderen Schritt, darum erschien dieser nicht. Zeigen Sie ihn noch einmal, wenn Sie möchten.",
  "That cannot be done with this step.": "Mit diesem Schritt geht das nicht.",
  "This question has been answered already; it cannot be opened a second time.":
    "Diese Frage wurde schon beantwortet; sie lässt sich nicht noch einmal öffnen.",
  "The question is still open. Close it first.": "Die Frage ist noch offen. Schließen Sie sie zuerst.",
  "This board is not frozen: it hides nothing.": "Diese Tafel ist nicht eingefroren: Sie verbirgt nichts.",
  "First predictions, then the runs, then the comparison.": "Erst die Vorhersagen, dann die Läufe, dann der Vergleich.",
  "Nothing is running whose clock could be changed.": "Gerade läuft keine Uhr, die sich ändern ließe.",
  "The projector shows no run of this step that could be moved.": "Der Projektor zeigt keinen Ablauf, der sich bewegen ließe.",
  "This submission has no failing run to show.": "Zu dieser Abgabe gibt es keinen fehlerhaften Ablauf.",
  "There is no such student in this room.": "Diese Person ist nicht in diesem Raum.",
  "The database does not answer. Nothing is lost; answers are saved as soon as it is back.":
    "Die Datenbank antwortet nicht. Nichts geht verloren; Antworten werden gespeichert, sobald sie wieder da ist.",
  "Another server has taken this database, so nothing is saved here. Stop that one, and this one goes on.":
    "Ein anderer Server hat diese Datenbank übernommen, hier wird also nichts gespeichert. Beenden Sie jenen, dann geht es hier weiter.",
  // goodbyes
  "This browser is not the instructor's. Open the console link that the server printed.":
    "Dieser Browser gehört nicht der Lehrperson. Öffnen Sie den Link zur Konsole, den der Server ausgegeben hat.",
  "This console was signed out. Open a new console link to come back.":
    "Diese Konsole wurde abgemeldet. Öffnen Sie einen neuen Link zur Konsole, um zurückzukommen.",
};
