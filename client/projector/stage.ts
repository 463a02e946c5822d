/** What the stage shows.  The projector draws it large, the console small: the same values, the same view. */
import type { BoardRow, Clock, Counted, RaceScene, Scene, SceneShown } from "../shared/wire";
import { type News, newsBetween } from "./news";

/** How the class gets in: what the lobby and the header of every scene need. */
export interface Entrance {
  readonly room: string;
  readonly lesson: string;
  readonly language: string;
  readonly joinUrl: string;
  readonly shortUrl: string;
  readonly qrSvg: string;
}

/** `arrived` is when the scene came, by this page's stopwatch; the clock counts down from there. */
export interface Stage {
  readonly shown: SceneShown | null;
  readonly arrived: number;
  readonly counted: Counted | null;
  readonly news: readonly News[];
  /** False while a board still stands in its old order, so that its rows can be seen to move. */
  readonly settled: boolean;
}

export const EMPTY_STAGE: Stage = { shown: null, arrived: 0, counted: null, news: [], settled: true };

const NEWS_MAX = 12;

/** The stage after a frame from the server, which came at `now`. */
export function stageAfter(stage: Stage, frame: SceneShown | Counted, now: number): Stage {
  return frame.type === "counted" ? { ...stage, counted: frame } : sceneAfter(stage, frame, now);
}

/** The rows of the board have gone to their new places. */
export function settled(stage: Stage): Stage {
  return stage.settled ? stage : { ...stage, settled: true };
}

function sceneAfter(stage: Stage, frame: SceneShown, now: number): Stage {
  const before = stage.shown?.scene ?? null;
  const { scene } = frame;
  return {
    shown: frame,
    arrived: now,
    counted: stepOf(scene) === stage.counted?.step ? stage.counted : null,
    news: scene.kind === "race" ? newsAfter(stage.news, sameRace(before, scene), scene) : [],
    settled: scene.kind === "leaderboard" ? isSettled(stage, scene.rows) : true,
  };
}

function newsAfter(news: readonly News[], before: RaceScene | null, after: RaceScene): readonly News[] {
  return before ? [...newsBetween(before, after), ...news].slice(0, NEWS_MAX) : [];
}

function sameRace(before: Scene | null, after: RaceScene): RaceScene | null {
  return before?.kind === "race" && before.step === after.step ? before : null;
}

/** A board that is already there stays as it is; a new one moves if anybody's place has changed. */
function isSettled(stage: Stage, rows: readonly BoardRow[]): boolean {
  if (stage.shown?.scene.kind === "leaderboard") return stage.settled;
  return rows.every((row) => row.rank_before === null || row.rank_before === row.rank);
}

/** The step on the stage, or null where the scene is none. */
export function stepOf(scene: Scene): number | null {
  return "step" in scene ? scene.step : null;
}

/** The running or standing clock of a scene, if it has one that a class should see. */
export function clockOf(scene: Scene): Clock | null {
  const timed = scene.kind === "question" || scene.kind === "race";
  return timed && scene.state === "open" ? scene.clock : null;
}

/** Rows as they stand: in their old order until they are let go, then by rank. */
export function standingRows(rows: readonly BoardRow[], areSettled: boolean): readonly BoardRow[] {
  const place = (row: BoardRow) => (areSettled ? row.rank : (row.rank_before ?? Number.MAX_SAFE_INTEGER));
  return [...rows].sort((one, other) => place(one) - place(other) || one.rank - other.rank || one.number - other.number);
}
