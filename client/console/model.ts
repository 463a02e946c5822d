/** The console as a value: what the server said, what was asked and not yet answered, what the instructor looks at. */
import { EMPTY_STAGE, settled, type Stage, stageAfter } from "../projector/stage";
import type { LineState } from "../shared/socket";
import type {
  ClassBoard,
  ConsoleGets,
  ConsoleWelcome,
  Desk,
  DeviceLink,
  Judge, FailedRuns,
  LiveAnswers,
  Move,
  PlayerLine,
  Submissions,
  WaitingLine,
} from "../shared/wire";
import { stillPlays } from "./autoplay";
import type { Request } from "./requests";
import type { RosterFilter } from "./roster";
import { notSo } from "./undone";

/** What must be said yes to before it is done. */
export type Confirming = { readonly what: "end" } | { readonly what: "clear" } | { readonly what: "remove"; readonly player: string };

/** A request by its key; a newer one in the same slot takes its place, so it will never be answered. */
export interface Pending {
  readonly key: string;
  readonly slot: string;
}

export interface Console {
  readonly line: LineState;
  readonly welcome: ConsoleWelcome | null;
  readonly desk: Desk | null;
  readonly players: readonly PlayerLine[];
  /** Who asks to be let in. */
  readonly waiting: readonly WaitingLine[];
  readonly answers: LiveAnswers | null;
  readonly failed: FailedRuns | null;
  /** The run on the projector goes on by itself. */
  readonly playing: boolean;
  readonly submissions: Submissions | null;
  readonly classBoard: ClassBoard | null;
  /** The link for one more device, while it is shown. */
  readonly device: DeviceLink | null;
  readonly stage: Stage;
  /** How submissions are confined, and how many wait for the judge. */
  readonly judge: Judge | null;
  /** What the server has trouble with; empty when nothing. */
  readonly trouble: string;
  /** Why the last request was not carried out; empty when it was, or when that was read. */
  readonly refusal: string;
  /** What was asked before the line broke, and was not sent again when it came back; until it is so, or was read. */
  readonly undone: readonly Request[];
  /** Requests that wait for their answer. */
  readonly pending: readonly Pending[];
  readonly confirming: Confirming | null;
  /** The way in (link and QR) is open on the console. */
  readonly inviting: boolean;
  readonly filter: RosterFilter;
  /** The student whose row is open. */
  readonly selected: string | null;
}

/** What the instructor does.  Some of it goes to the server, some only turns the page. */
export type Intent =
  | { readonly kind: "move"; readonly move: Move }
  | { readonly kind: "show"; readonly step: number }
  | { readonly kind: "replay"; readonly step: number; readonly player: string; readonly attempt: number }
  | { readonly kind: "hide-replay" }
  | { readonly kind: "run"; readonly step: number; readonly at: number; readonly byHand: boolean }
  | { readonly kind: "play" }
  | { readonly kind: "extend"; readonly seconds: number }
  | { readonly kind: "lock"; readonly locked: boolean }
  | { readonly kind: "approval"; readonly on: boolean }
  | { readonly kind: "admit"; readonly players: readonly string[] }
  | { readonly kind: "turn-away"; readonly players: readonly string[] }
  | { readonly kind: "device" }
  | { readonly kind: "sign-out"; readonly others: boolean }
  | { readonly kind: "rename"; readonly player: string; readonly name: string }
  | { readonly kind: "confirm"; readonly confirming: Confirming }
  | { readonly kind: "confirmed" }
  | { readonly kind: "open-room"; readonly lesson: string; readonly series: string }
  | { readonly kind: "watch"; readonly room: string }
  | { readonly kind: "look"; readonly player: string }
  | { readonly kind: "class"; readonly series: string }
  | { readonly kind: "invite" }
  | { readonly kind: "filter"; readonly filter: RosterFilter }
  | { readonly kind: "select"; readonly player: string }
  | { readonly kind: "dismiss"; readonly what: "refusal" | "undone" | "dialog" };

/** What happens to the console. */
export type Happening =
  | { readonly kind: "frame"; readonly frame: ConsoleGets; readonly at: number }
  | { readonly kind: "line"; readonly line: LineState }
  | { readonly kind: "settled" }
  | { readonly kind: "dropped"; readonly request: Request }
  | { readonly kind: "asked"; readonly key: string; readonly slot: string }
  | { readonly kind: "did"; readonly intent: Intent };

export function start(line: LineState): Console {
  return {
    line,
    welcome: null,
    desk: null,
    players: [],
    waiting: [],
    answers: null,
    failed: null,
    playing: false,
    submissions: null,
    classBoard: null,
    device: null,
    stage: EMPTY_STAGE,
    judge: null,
    trouble: "",
    refusal: "",
    undone: [],
    pending: [],
    confirming: null,
    inviting: false,
    filter: "all",
    selected: null,
  };
}

/** Whether what is pressed is heard. */
export function isConnected({ line }: Console): boolean {
  return line.status === "connected";
}

export function update(model: Console, happening: Happening): Console {
  switch (happening.kind) {
    case "frame":
      return notSo(framed(model, happening.frame, happening.at));
    case "line":
      return onLine(model, happening.line);
    case "dropped":
      return {
        ...model,
        undone: [...model.undone, happening.request],
        pending: without(model.pending, happening.request.key),
      };
    case "settled":
      return { ...model, stage: settled(model.stage) };
    case "asked":
      return { ...model, refusal: "", pending: waiting(model.pending, happening) };
    case "did":
      return did(model, happening.intent);
  }
}

/** Who comes back does not play on: somebody else may lead by now. */
function onLine(model: Console, line: LineState): Console {
  return { ...model, line, playing: model.playing && line.status === "connected" };
}

function framed(model: Console, frame: ConsoleGets, at: number): Console {
  switch (frame.type) {
    case "welcome":
      return { ...model, welcome: frame };
    case "desk":
      return seated(model, frame);
    case "roster":
      return { ...model, players: frame.players, waiting: frame.waiting };
    case "scene":
    case "counted":
      return { ...model, stage: stageAfter(model.stage, frame, at) };
    case "live_answers":
      return { ...model, answers: frame };
    case "failed_runs":
      return { ...model, failed: frame };
    case "submissions":
      return { ...model, submissions: frame };
    case "device_link":
      return { ...model, device: frame };
    case "class_board":
      return { ...model, classBoard: frame };
    case "judge":
      return { ...model, judge: frame };
    case "trouble":
      return { ...model, trouble: frame.text };
    case "done":
      return { ...model, pending: without(model.pending, frame.key) };
    case "refused":
      return frame.retry ? model : { ...model, refusal: frame.text, pending: without(model.pending, frame.key) };
    case "bye":
    case "pong":
      return model;
  }
}

/** Another room brings its own students and its own stage. */
function seated(model: Console, desk: Desk): Console {
  if (model.desk === null || model.desk.room === desk.room) return onward(model, desk);
  const { line, welcome, trouble, pending, stage } = model;
  return { ...start(line), welcome, trouble, pending, stage, desk };
}

/** A replay that was asked for plays as soon as it is on the projector. */
function onward(model: Console, desk: Desk): Console {
  const next = { ...model, desk };
  return model.desk?.run && !stillPlays(next) ? { ...next, playing: false } : next;
}

function did(model: Console, intent: Intent): Console {
  switch (intent.kind) {
    case "move":
      if (intent.move.request === "end_lesson") return { ...model, confirming: { what: "end" } };
      return { ...model, playing: false };
    case "show":
    case "hide-replay":
      return { ...model, playing: false };
    case "replay":
      return { ...model, playing: true };
    case "run":
      return intent.byHand ? { ...model, playing: false } : model;
    case "play":
      return { ...model, playing: !model.playing };
    case "confirm":
      return { ...model, confirming: intent.confirming };
    case "confirmed":
      return { ...model, confirming: null, selected: null };
    case "sign-out":
      return { ...model, device: null };
    case "invite":
      return { ...model, inviting: true };
    case "filter":
      return { ...model, filter: intent.filter === model.filter ? "all" : intent.filter };
    case "select":
      return { ...model, selected: intent.player === model.selected ? null : intent.player };
    case "rename":
      return { ...model, selected: null };
    case "dismiss":
      if (intent.what === "refusal") return { ...model, refusal: "" };
      if (intent.what === "undone") return { ...model, undone: [] };
      return { ...model, confirming: null, submissions: null, classBoard: null, device: null, inviting: false };
    default:
      return model;
  }
}

function waiting(pending: readonly Pending[], { key, slot }: Pending): readonly Pending[] {
  return [...pending.filter((other) => slot === "" || other.slot !== slot), { key, slot }];
}

function without(pending: readonly Pending[], key: string | null): readonly Pending[] {
  return pending.filter((other) => other.key !== key);
}
