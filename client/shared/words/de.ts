import type { Dictionary } from "./en";

/** German, as natural as English. */
export const de: Dictionary = {
  language: "de",
  product: "Threadrace",

  connection: {
    connecting: "Verbinde",
    connected: "Verbunden",
    unsaved: "Noch nicht gespeichert, neuer Versuch",
    offline: "Offline",
    offlineHint: "Offline. Dein Platz bleibt dir; diese Seite kommt von selbst zurück.",
  },

  theme: { toDark: "Dunkel", toLight: "Hell" },

  verdict: {
    accepted: "Angenommen",
    lost_update: "Verlorenes Update",
    overdraft: "Konto überzogen",
    torn_read: "Zerrissener Lesezugriff",
    not_linearizable: "Nicht linearisierbar",
    deadlock: "Deadlock",
    livelock: "Livelock",
    wrong_answer: "Falsches Ergebnis",
    exception: "Exception",
    time_limit: "Zeitgrenze",
    memory_limit: "Speichergrenze",
    rejected: "Zurückgewiesen",
  },

  points: (points) => (points === 1 ? "1 Punkt" : `${points} Punkte`),
  rankOf: (rank, of) => `${rank}. von ${of}`,
  startNumber: (number) => `Startnummer ${number}`,
  timeLeft: "Restzeit",
  timeUp: "Die Zeit ist um",
  paused: "Pause",
  secondsLeft: (seconds) => (seconds >= 60 ? "Noch eine Minute" : `Noch ${seconds} Sekunden`),
  right: "richtig",
  wrong: "falsch",
};
