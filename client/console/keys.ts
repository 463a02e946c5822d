/** Keyboard and presenter's clicker: one key goes on, one goes back. */
import type { Desk, Move } from "../shared/wire";
import { type Console, type Intent, isConnected } from "./model";

const ON = new Set(["PageDown", "ArrowRight"]);
const BACK = new Set(["PageUp", "ArrowLeft"]);

/** What a key asks for: the big button's move, or the step before; null for any other key, or when it cannot be. */
export function intentOf(key: string, model: Console): Intent | null {
  const { desk } = model;
  if (!desk || !isConnected(model) || model.pending.length > 0 || isDialogOpen(model)) return null;
  if (ON.has(key)) return desk.main && { kind: "move", move: desk.main };
  const back = BACK.has(key) ? desk.others.find((move) => move.request === "move_run" && isBack(move, desk)) : undefined;
  if (back) return { kind: "move", move: back };
  if (BACK.has(key) && !desk.ended && desk.current !== null && desk.current > 0) {
    return { kind: "show", step: desk.current - 1 };
  }
  return null;
}

/** The step before: of the run on the projector, or of the lesson. */
export function isBack({ request, step, at }: Move, desk: Desk): boolean {
  if (request === "move_run") return at !== null && desk.run !== null && at < desk.run.at;
  return request === "show_step" && step !== null && desk.current !== null && step < desk.current;
}

/** A dialog takes the keys for itself. */
export function isDialogOpen(model: Console): boolean {
  return model.confirming !== null || model.submissions !== null || model.classBoard !== null || model.device !== null || model.inviting;
}
