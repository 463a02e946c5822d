/** From what the instructor does to what is asked of the server. */
import type { ConsoleSends, Move } from "../shared/wire";
import type { Confirming, Console, Intent } from "./model";

export type Request = Exclude<ConsoleSends, { type: "hello" } | { type: "ping" }>;

/** The request for an intent, under `key`; null for what concerns only this page, or must be confirmed first. */
export function requestFor(model: Console, intent: Intent, key: string): Request | null {
  switch (intent.kind) {
    case "move":
      return intent.move.request === "end_lesson" ? null : requestOf(model, intent.move, key);
    case "show":
      return showing(model, intent.step, key);
    case "replay":
      return { type: "show_replay", key, step: intent.step, player: intent.player, attempt: intent.attempt };
    case "hide-replay":
      return { type: "hide_replay", key };
    case "run":
      return { type: "move_run", key, step: intent.step, at: intent.at };
    case "play":
      return fromTheStart(model, key);
    case "extend":
      return { type: "extend_time", key, seconds: intent.seconds };
    case "lock":
      return { type: "lock_room", key, locked: intent.locked };
    case "approval":
      return { type: "set_approval", key, on: intent.on };
    case "admit":
      return { type: "admit", key, players: intent.players };
    case "turn-away":
      return { type: "turn_away", key, players: intent.players };
    case "device":
      return { type: "device_asked", key };
    case "sign-out":
      return { type: "sign_out", key, others: intent.others };
    case "rename":
      return { type: "rename_player", key, player: intent.player, name: intent.name };
    case "confirmed":
      return model.confirming && confirmed(model.confirming, key);
    case "open-room":
      return { type: "open_room", key, lesson: intent.lesson, series: intent.series };
    case "watch":
      return { type: "watch_room", key, room: intent.room };
    case "class":
      return { type: "class_board_asked", key, series: intent.series };
    case "look":
      return { type: "submissions_asked", key, player: intent.player };
    default:
      return null;
  }
}

function confirmed(confirming: Confirming, key: string): Request {
  switch (confirming.what) {
    case "end":
      return { type: "end_lesson", key };
    case "clear":
      return { type: "clear_newcomers", key };
    case "remove":
      return { type: "remove_player", key, player: confirming.player };
  }
}

/** To play a run that is at its end, it goes back to its beginning first. */
function fromTheStart({ desk, playing }: Console, key: string): Request | null {
  const run = desk?.run;
  return run && !playing && run.at === run.of ? { type: "move_run", key, step: run.step, at: 0 } : null;
}

/** With what the class sees: when another console has led it on by the time this arrives, it is not carried out. */
function showing({ desk }: Console, step: number, key: string): Request {
  return { type: "show_step", key, step, seen: desk && (desk.current ?? "lobby") };
}

function requestOf(model: Console, { request, step, at }: Move, key: string): Request {
  switch (request) {
    case "show_step":
      return showing(model, step ?? 0, key);
    case "move_run":
      return { type: request, key, step: step ?? 0, at: at ?? 0 };
    case "open_question":
    case "close_question":
    case "reveal_answer":
    case "open_race":
    case "close_race":
    case "take_predictions":
    case "start_trials":
    case "compare_results":
    case "freeze_race":
    case "reveal_lane":
    case "reveal_lanes":
      return { type: request, key, step: step ?? 0 };
    default:
      return { type: request, key };
  }
}

/** Of several moves that wait for the server only the newest is worth sending again. */
export function slotOf(intent: Intent): string {
  const onStage: readonly Intent["kind"][] = ["move", "show", "run", "play", "replay", "hide-replay"];
  return onStage.includes(intent.kind) ? "stage" : "";
}
