/** What was asked while the line broke, and is not sent again: others may have led the class on meanwhile. */
import type { Scene } from "../shared/wire";
import type { Console } from "./model";
import type { Request } from "./requests";

export const STALE_AFTER_MS = 15_000;

/** The console without those that turn out to be so: the server had carried them out before the line broke, or the
 *  instructor has done it again. */
export function notSo(model: Console): Console {
  const undone = model.undone.filter((request) => !isSo(request, model));
  return undone.length < model.undone.length ? { ...model, undone } : model;
}

function isSo(request: Request, model: Console): boolean {
  const { desk, stage, players, waiting } = model;
  const scene = stage.shown?.scene;
  switch (request.type) {
    case "show_step":
      return desk?.current === request.step;
    case "open_question":
      return isAt(scene, "question", request.step, ["open", "closed", "revealed"]);
    case "close_question":
      return isAt(scene, "question", request.step, ["closed", "revealed"]);
    case "reveal_answer":
      return isAt(scene, "question", request.step, ["revealed"]);
    case "open_race":
      return isAt(scene, "race", request.step, ["open", "closed"]);
    case "close_race":
      return isAt(scene, "race", request.step, ["closed"]);
    case "pause":
    case "resume":
      return stage.shown?.paused === (request.type === "pause");
    case "show_leaderboard":
    case "hide_leaderboard":
      return scene !== undefined && (scene.kind === "leaderboard") === (request.type === "show_leaderboard");
    case "lock_room":
      return desk?.locked === request.locked;
    case "set_approval":
      return desk?.approval === request.on;
    case "admit":
    case "turn_away":
      return !waiting.some(({ player }) => request.players.includes(player));
    case "remove_player":
      return !players.some(({ player }) => player === request.player);
    case "end_lesson":
      return desk?.ended === true;
    default:
      return false;
  }
}

function isAt(scene: Scene | undefined, kind: "question" | "race", step: number, states: readonly string[]): boolean {
  return scene?.kind === kind && scene.step === step && states.includes(scene.state);
}
