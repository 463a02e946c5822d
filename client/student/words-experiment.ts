/** What only the student's page says of examples and experiments. */

import type { Activity, ExperimentScene } from "../shared/wire";

export const english = {
  code: {
    tabs: "Examples",
    run: "Run it here",
    failed: "It could not be loaded. Check the connection, then run it again.",
  },
  experiment: {
    ready: "Read it. In a moment you predict what will come out.",
    asks: {
      counter: ["What will run() return?"],
      "main-thread": ["The longest gap between two pictures"],
      worker: ["The longest gap between two pictures"],
      processes: ["On threads: how many times as fast?", "In processes: how many times as fast?"],
    } as Record<Activity, readonly string[]>,
    notYet: "?",
    less: "A little less",
    more: "A little more",
    predict: "This is my prediction",
    sending: "Sending",
    wait: "Saved. In a moment you can try it.",
    yours: "You predicted",
    yourRuns: "You saw",
    theClass: "What the class found",
    run: "Run it",
    again: "Run it again",
    running: "Running",
    onTheServer:
      "Real threads on the server. Our scheduler interrupts them at random steps; beside it stands what Python gives by itself.",
    inThePage: "It computes for one second, on this phone.",
    hidden: "The page was in the background, so its gaps say nothing. Run it again, and stay here.",
    failed: "It could not be run. Check the connection, then run it again.",
    plain: (number: string) => `by itself: ${number}`,
    pictures: "pictures",
    measuring: "The server measures this once for all of you. It takes some seconds.",
    measured: "The server has measured. Your instructor shows the result.",
    program: "The program",
    says: {
      ready: "An experiment comes.",
      predicting: "Predict what will come out.",
      running: "You can try it now.",
      compared: "The class compares.",
    } as Record<ExperimentScene["state"], string>,
  },
};

export const german: typeof english = {
  code: {
    tabs: "Beispiele",
    run: "Hier ausführen",
    failed: "Das ließ sich nicht laden. Prüfe die Verbindung und versuche es noch einmal.",
  },
  experiment: {
    ready: "Lies es dir durch. Gleich sagst du voraus, was herauskommt.",
    asks: {
      counter: ["Was gibt run() zurück?"],
      "main-thread": ["Die längste Lücke zwischen zwei Bildern"],
      worker: ["Die längste Lücke zwischen zwei Bildern"],
      processes: ["Mit Threads: wievielmal so schnell?", "Mit Prozessen: wievielmal so schnell?"],
    },
    notYet: "?",
    less: "Etwas weniger",
    more: "Etwas mehr",
    predict: "Das sage ich voraus",
    sending: "Wird gesendet",
    wait: "Gespeichert. Gleich kannst du es ausprobieren.",
    yours: "Deine Vorhersage",
    yourRuns: "Herausgekommen ist",
    theClass: "Was die Klasse herausgefunden hat",
    run: "Ausführen",
    again: "Noch einmal ausführen",
    running: "Läuft",
    onTheServer:
      "Echte Threads auf dem Server. Unser Scheduler unterbricht sie an zufälligen Stellen; daneben steht, was Python von allein ausgibt.",
    inThePage: "Es rechnet eine Sekunde lang, auf diesem Gerät.",
    hidden: "Die Seite war im Hintergrund, ihre Lücken besagen also nichts. Noch einmal, und bleib dabei.",
    failed: "Das ließ sich nicht ausführen. Prüfe die Verbindung und versuche es noch einmal.",
    plain: (number) => `von allein: ${number}`,
    pictures: "Bilder",
    measuring: "Der Server misst das einmal für euch alle. Es dauert einige Sekunden.",
    measured: "Der Server hat gemessen. Das Ergebnis zeigt deine Lehrkraft.",
    program: "Das Programm",
    says: {
      ready: "Es kommt ein Experiment.",
      predicting: "Sag voraus, was herauskommt.",
      running: "Jetzt kannst du es ausprobieren.",
      compared: "Die Klasse vergleicht.",
    },
  },
};
