/** Where a viewer is in a run: `played(playing, deed, of) -> playing`, and nothing else. */

export const SPEEDS = [0.5, 1, 2] as const;
const STEP_MS = 1600; // time to read a sentence

export interface Playing {
  /** How many steps are done. */
  readonly at: number;
  readonly plays: boolean;
  readonly speed: (typeof SPEEDS)[number];
  /** Goes where the projector is, until the viewer moves. */
  readonly follows: boolean;
}

export type Deed =
  | { readonly do: "to"; readonly at: number }
  | { readonly do: "step" | "back" | "play" | "tick" | "faster" | "follow" };

export function atStart(follows: boolean): Playing {
  return { at: 0, plays: false, speed: 1, follows };
}

/** After a deed, in a run of `of` steps whose projector stands at `leader` (none: nobody leads). */
export function played(playing: Playing, deed: Deed, of: number, leader: number | null): Playing {
  const here = placeOf(playing, of, leader);
  switch (deed.do) {
    case "to":
      return own(playing, Math.max(0, Math.min(of, deed.at)));
    case "step":
      return own(playing, Math.min(of, here + 1));
    case "back":
      return own(playing, Math.max(0, here - 1));
    case "play":
      return { ...own(playing, here === of ? 0 : here), plays: !playing.plays };
    case "tick":
      return playing.plays ? { ...playing, at: Math.min(of, here + 1), plays: here + 1 < of } : playing;
    case "faster":
      return { ...playing, speed: SPEEDS[(SPEEDS.indexOf(playing.speed) + 1) % SPEEDS.length] ?? 1 };
    case "follow":
      return { ...playing, plays: false, follows: true };
  }
}

/** The place that is shown. */
export function placeOf({ at, follows }: Playing, of: number, leader: number | null): number {
  return Math.min(of, follows && leader !== null ? leader : at);
}

export function tickMs({ speed }: Playing): number {
  return STEP_MS / speed;
}

/** The deed that a key asks for; null for any other key. */
export function deedOfKey(key: string, of: number): Deed | null {
  switch (key) {
    case " ":
      return { do: "play" };
    case "ArrowRight":
      return { do: "step" };
    case "ArrowLeft":
      return { do: "back" };
    case "Home":
      return { do: "to", at: 0 };
    case "End":
      return { do: "to", at: of };
    default:
      return null;
  }
}

/** Moves of its own begin where the viewer leaves the projector. */
function own(playing: Playing, at: number): Playing {
  return { ...playing, at, plays: false, follows: false };
}
