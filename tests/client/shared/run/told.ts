/** Runs for tests, told in a line per step: `A 5 read count 0`. */

import type { Run, RunStep } from "../../../../client/shared/wire";

export function told(threads: number, ...lines: string[]): Run {
  return {
    lines: [],
    threads: Array.from({ length: threads }, (_, index) => `thread ${index + 1}`),
    cells: [],
    steps: lines.map(stepIn),
  };
}

/** `thread line op target value`, with `_` for a space inside a word. */
function stepIn(line: string): RunStep {
  const [who = "", at = "0", op = "note", target = "", value = ""] = line.split(" ").map((word) => word.replace(/_/g, " "));
  return { thread: "ABCDEFGH".indexOf(who), line: Number(at), op, target, value, says_html: "" };
}

/** Two threads that both read before either writes. */
export const LOST = told(
  2,
  "A 0 call press()",
  "A 5 read count 0",
  "B 0 call press()",
  "B 5 read count 0",
  "B 6 write count 1",
  "B 0 return press() None",
  "A 6 write count 1",
  "A 0 return press() None",
);

/** Two locks, taken in opposite orders. */
export const STUCK = told(
  2,
  "A 0 call pay()",
  "A 2 acquire left",
  "B 0 call pay()",
  "B 2 acquire right",
  "A 3 waits right",
  "B 3 waits left",
);
