/** The witness of a student's own submission as a run: all of the source, as it is theirs. */

import type { Witness } from "../report";
import type { Run } from "../wire";

export function runOf(witness: Witness, source: string): Run {
  const lines = source.trimEnd().split("\n");
  return {
    lines: lines.map((text, index) => ({ number: index + 1, text })),
    threads: witness.threads,
    cells: [],
    steps: witness.steps.map(({ thread, line, op, target, value }) => ({ thread, line, op, target, value, says_html: "" })),
  };
}
