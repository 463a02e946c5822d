/** What all three pages say about experiments: numbers with their units, and what the class has found. */

import { choose } from ".";
import type { Activity, Bar, BarName, Bin } from "../wire";

const english = {
  language: "en",
  units: { counter: "", "main-thread": " ms", worker: " ms", processes: " ×" } as Record<Activity, string>,
  orMore: (low: string) => `${low} or more`,
  runs: "runs",
  predictions: "predictions",
  inBin: (bin: string, shown: number, predicted: number) =>
    `${bin}: ${shown === 1 ? "1 run" : `${shown} runs`}, ${predicted === 1 ? "1 prediction" : `${predicted} predictions`}`,
  predictedHere: (value: string) => `the class predicted ${value}`,
  bar: {
    "main-thread": "On the main thread",
    worker: "In a worker",
    one: "One after the other",
    threads: "Threads",
    processes: "Processes",
    "free-threads": "Threads, no GIL",
  } as Record<BarName, string>,
  workers: (count: number) => (count === 1 ? "" : `${count} at once`),
  reached: (full: number, of: number) => `${full} of ${of} runs reached 200`,
  plain: (full: number, of: number) => `Plain Python, beside it: ${full} of ${of}`,
  middleGap: (gap: string) => `Longest gap: ${gap}`,
  gaps: "The longest gaps",
  ofTheClass: "the middle of all runs",
  nothingRan: "Nobody has run it.",
  measuring: "The server is measuring. The bars come by themselves.",
  busy: "The machine had other things to do meanwhile, so what runs at once is slower here than it could be.",
};

export type ExperimentWords = typeof english;

const german: ExperimentWords = {
  language: "de",
  units: { counter: "", "main-thread": " ms", worker: " ms", processes: " ×" },
  orMore: (low) => `ab ${low}`,
  runs: "Läufe",
  predictions: "Vorhersagen",
  inBin: (bin, shown, predicted) =>
    `${bin}: ${shown === 1 ? "1 Lauf" : `${shown} Läufe`}, ${predicted === 1 ? "1 Vorhersage" : `${predicted} Vorhersagen`}`,
  predictedHere: (value) => `die Klasse hat ${value} vorhergesagt`,
  bar: {
    "main-thread": "Im Haupt-Thread",
    worker: "Im Worker",
    one: "Nacheinander",
    threads: "Threads",
    processes: "Prozesse",
    "free-threads": "Threads ohne GIL",
  },
  workers: (count) => (count === 1 ? "" : `${count} zugleich`),
  reached: (full, of) => `${full} von ${of} Läufen kamen auf 200`,
  plain: (full, of) => `Python allein, daneben: ${full} von ${of}`,
  middleGap: (gap) => `Längste Lücke: ${gap}`,
  gaps: "Die längsten Lücken",
  ofTheClass: "die Mitte aller Läufe",
  nothingRan: "Niemand hat es laufen lassen.",
  measuring: "Der Server misst. Die Balken kommen von selbst.",
  busy: "Der Rechner war nebenbei beschäftigt; was zugleich läuft, ist hier darum langsamer, als es sein könnte.",
};

/** These words in the lesson's language. */
export function experimentWords(language: string): ExperimentWords {
  return choose(language, english, german);
}

/** A number with its unit: `143`, `1,014 ms`, `1.8 ×`. */
export function amount(value: number, activity: Activity, words: ExperimentWords): string {
  const digits = activity === "processes" ? 1 : 0;
  const number = value.toLocaleString(words.language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return number + words.units[activity];
}

/** `140–159`, `200`, `3,000 ms or more`. */
export function binName({ low, high }: Bin, activity: Activity, words: ExperimentWords): string {
  const from = low.toLocaleString(words.language);
  if (high === null) return words.orMore(from + words.units[activity]);
  return (high === low ? from : `${from}–${high.toLocaleString(words.language)}`) + words.units[activity];
}

/** `Threads, 4 at once`. */
export function barName({ what, workers }: Bar, words: ExperimentWords): string {
  const many = words.workers(workers);
  return many ? `${words.bar[what]}, ${many}` : words.bar[what];
}
