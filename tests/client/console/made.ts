/** Consoles for the tests, made of the golden examples. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Console, type Intent, start, update } from "../../../client/console/model";
import type { LineState } from "../../../client/shared/socket";
import type { ConsoleGets, Desk, Move, PlayerLine, Roster } from "../../../client/shared/wire";

declare const REPOSITORY: string;

export const CONNECTED: LineState = { status: "connected", unsaved: 0, overdue: false, bye: null };

export function example(name: string): ConsoleGets {
  return JSON.parse(readFileSync(join(REPOSITORY, "schema", "examples", "console", `${name}.json`), "utf8")) as ConsoleGets;
}

export const DESK = example("desk") as Desk;
export const ROSTER = example("roster") as Roster;

export function consoleAfter(...frames: ConsoleGets[]): Console {
  return frames.reduce((model, frame) => update(model, { kind: "frame", frame, at: 0 }), start(CONNECTED));
}

export function having(model: Console, ...intents: Intent[]): Console {
  return intents.reduce((now, intent) => update(now, { kind: "did", intent }), model);
}

export function move(request: Move["request"], step: number | null = null, at: number | null = null): Move {
  return { request, step, at, label: request, hint: "" };
}

export function player(number: number, changes: Partial<PlayerLine> = {}): PlayerLine {
  return {
    player: number.toString(16).padStart(12, "0"),
    number,
    name: `Student ${number}`,
    online: true,
    points: 0,
    rank: number,
    answered: null,
    attempts: 0,
    hints: 0,
    last_verdict: "",
    finished: false,
    ...changes,
  };
}
