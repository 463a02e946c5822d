/** Scenes for the tests: the golden examples, and small ones made to measure. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BoardRow, Lane, ProjectorWelcome, RaceScene, SceneShown, Verdict } from "../../../client/shared/wire";

declare const REPOSITORY: string;
const EXAMPLES = join(REPOSITORY, "schema", "examples", "projector");

/** A scene among the examples. */
export function example(name: string): SceneShown {
  return read(name) as SceneShown;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), "utf8"));
}

/** The names of all scenes among the examples. */
export const SCENES = readdirSync(EXAMPLES)
  .filter((name) => name.startsWith("scene"))
  .map((name) => name.replace(".json", ""));

export const WELCOME = read("welcome") as ProjectorWelcome;

export function boardRow(number: number, rank: number, rankBefore: number | null, points = 100, gained = 0): BoardRow {
  return { player: key(number), number, name: `Student ${number}`, points, rank, rank_before: rankBefore, gained };
}

export function board(...rows: BoardRow[]): SceneShown {
  return { type: "scene", scene: { kind: "leaderboard", rows, of: rows.length }, paused: false, locked: false, at_ms: 0 };
}

export function lane(number: number, attempts: Verdict[], place: number | null = null): Lane {
  const finished = place === null ? null : 60_000 * place;
  const marks = attempts.map((verdict) => ({ verdict, lost: verdict === "lost_update" ? 30 : 0 }));
  return {
    player: key(number),
    number,
    name: `Student ${number}`,
    attempts: marks,
    hidden: 0,
    waiting: false,
    finished_ms: finished,
    speedup: place === null ? 0 : 1.9,
    place,
    points: 0,
    bonus: 0,
  };
}

export function raceShown(lanes: Lane[], step = 7): SceneShown {
  const { scene } = example("scene-race");
  const race: RaceScene = { ...(scene as RaceScene), step, lanes };
  return { type: "scene", scene: race, paused: false, locked: false, at_ms: 0 };
}

function key(number: number): string {
  return number.toString(16).padStart(12, "0");
}
