/** Play on the console: one step after another, each when the room has taken the one before. */
import type { Console, Intent } from "./model";

export const AUTOPLAY_MS = 1800; // a class reads more slowly than its instructor

/** What is due next while a run plays; null when nothing is. */
export function dueStep({ playing, desk, pending }: Console): Intent | null {
  const run = desk?.run;
  if (!playing || !run || run.at >= run.of || pending.length > 0) return null;
  return { kind: "run", step: run.step, at: run.at + 1, byHand: false };
}

/** Playing ends with the run, with its leaving the stage, and with anything that the instructor does meanwhile. */
export function stillPlays({ playing, desk }: Console): boolean {
  return playing && desk?.run != null && desk.run.at < desk.run.of;
}
