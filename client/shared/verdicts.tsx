/** Verdicts are a word, a drawing and a colour, the same on every screen. */

import type { Verdict } from "./wire";
import type { Dictionary } from "./words";

type Family = "accepted" | "money" | "stuck" | "program";

/** Which colour a verdict has: money went wrong, threads are stuck, or the program itself does not do. */
const families: Record<Verdict, Family> = {
  accepted: "accepted",
  lost_update: "money",
  overdraft: "money",
  torn_read: "money",
  not_linearizable: "money",
  deadlock: "stuck",
  livelock: "stuck",
  wrong_answer: "program",
  exception: "program",
  time_limit: "program",
  memory_limit: "program",
  rejected: "program",
};

/** The strokes of each drawing, in a square of 24. */
const drawings: Record<Verdict, string> = {
  // a flag at the finish
  accepted: "M5 22V3M5 4h14l-3 4.5 3 4.5H5",
  // two arrows into one cell
  lost_update: "M8 13h8v8H8zM3 3l7 7M10 5.5V10H5.5M21 3l-7 7M14 5.5V10h4.5",
  // a level below the line
  overdraft: "M2 9h20M12 4v15M7.5 14.5 12 19l4.5-4.5",
  // a coin torn in two
  torn_read: "M10 3.2a9 9 0 0 0 0 17.6l-2-4.4 3-4-3-4.4zM15 3.5a9 9 0 0 1 0 17l-2-4 3-4.5-3-4z",
  // two orders that cross
  not_linearizable: "M3 6h4c6 0 4 12 10 12h4M3 18h4c6 0 4-12 10-12h4M18 3l3 3-3 3M18 15l3 3-3 3",
  // two locks, each holding the other's key
  deadlock: "M2 12h7v7H2zM3.5 12V9.5a2 2 0 0 1 4 0V12M15 12h7v7h-7zM16.5 12V9.5a2 2 0 0 1 4 0V12M9 14h6M9 17h6",
  // round and round
  livelock: "M20 10a8 8 0 0 0-14.5-2.5M5 3v5h5M4 14a8 8 0 0 0 14.5 2.5M19 21v-5h-5",
  // unequal
  wrong_answer: "M5 9h14M5 15h14M16 4 8 20",
  // a bolt
  exception: "M13 2 5 14h6l-1 8 9-13h-6.5z",
  // a stopwatch
  time_limit: "M12 6a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 10v4l2.5 2M9.5 2h5",
  // a stack over its rim
  memory_limit: "M4 9v13h16V9M7 18h10M7 14h10M7 10h10M7 6h10M7 2h10",
  // no entry
  rejected: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM7 12h10",
};

/** The class that gives a verdict's colour. */
export function verdictClass(verdict: Verdict): string {
  return `is-${families[verdict]}`;
}

/** The drawing alone; what it says must stand beside it or be given as `title`. */
export function VerdictDrawing({ of, title }: { readonly of: Verdict; readonly title?: string }) {
  const heard = title === undefined ? { "aria-hidden": "true" as const } : { role: "img" as const, "aria-label": title };
  return (
    <svg class={`drawing ${verdictClass(of)}`} viewBox="0 0 24 24" {...heard}>
      <path d={drawings[of]} />
    </svg>
  );
}

/** Drawing and word. */
export function VerdictMark({ of, words }: { readonly of: Verdict; readonly words: Dictionary }) {
  return (
    <span class={`verdict ${verdictClass(of)}`}>
      <VerdictDrawing of={of} />
      {words.verdict[of]}
    </span>
  );
}

/** Right and wrong are drawn, too: no answer is told by colour alone.  `null` is in between. */
export function Mark({ right }: { readonly right: boolean | null }) {
  const colour = right === null ? "" : right ? "is-good" : "is-bad";
  const sure = right ? "M4 12.5 10 18.5 20.5 6" : "M5.5 5.5l13 13M18.5 5.5l-13 13";
  return (
    <svg class={`drawing ${colour}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={right === null ? "M4 14c3-5 5.5-5 8-2s5 3 8-2" : sure} />
    </svg>
  );
}
