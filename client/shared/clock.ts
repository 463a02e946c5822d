/** Time left, by the page's own stopwatch: a clock says what was left when its frame arrived. */

import { effect, signal, untracked, type ReadonlySignal } from "@preact/signals";
import type { Clock } from "./wire";

/** What is left now of a clock whose frame arrived at `arrivedAt`; both by `performance.now()`. */
export function remainingMs(clock: Clock, arrivedAt: number, now: number): number {
  const passed = clock.state === "running" ? Math.max(0, now - arrivedAt) : 0;
  return Math.max(0, clock.remaining_ms - passed);
}

/** `1:05` above a minute, `9` below; the last begun second still counts. */
export function clockText(remaining: number): string {
  const seconds = Math.ceil(remaining / 1000);
  return seconds < 60 ? String(seconds) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `1:05.2`: how long somebody took, to the tenth. */
export function raceTime(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const minutes = Math.floor(tenths / 600);
  return `${minutes}:${((tenths % 600) / 10).toFixed(1).padStart(4, "0")}`;
}

/** The seconds at which time left is said aloud, for who does not see it. */
export const MILESTONES_SECONDS = [60, 30, 10, 5] as const;

/** The milestone that lies between two readings of the same clock; null if none does. */
export function milestoneBetween(before: number, after: number): number | null {
  return MILESTONES_SECONDS.find((at) => before > at * 1000 && after <= at * 1000) ?? null;
}

/** The present, renewed a few times a second while anybody looks at it. */
export const present: ReadonlySignal<number> = ticking(200);

function ticking(everyMs: number): ReadonlySignal<number> {
  const now = signal(performance.now(), {
    watched() {
      now.value = performance.now();
      timer = setInterval(() => (now.value = performance.now()), everyMs);
    },
    unwatched() {
      clearInterval(timer);
    },
  });
  let timer: ReturnType<typeof setInterval> | undefined;
  return now;
}

/** Runs `say` at each milestone of a running clock; returns how to stop. */
export function onMilestone(clock: Clock, arrivedAt: number, say: (seconds: number) => void): () => void {
  let before = remainingMs(clock, arrivedAt, performance.now());
  return effect(() => {
    const after = remainingMs(clock, arrivedAt, present.value);
    const passed = milestoneBetween(before, after);
    before = after;
    if (passed !== null) untracked(() => say(passed));
  });
}
