import assert from "node:assert/strict";
import { test } from "node:test";
import { type Console, update } from "../../../client/console/model";
import type { Request } from "../../../client/console/requests";
import type { ConsoleGets, SceneShown } from "../../../client/shared/wire";
import { CONNECTED, consoleAfter, DESK, example, having, ROSTER } from "./made";

const question = example("scene-question-single") as SceneShown;
const step = question.scene.kind === "question" ? question.scene.step : -1;
const closed = example("scene-question-single-closed");
const revealed = example("scene-question-single-revealed");

function dropped(request: Request, ...before: ConsoleGets[]): Console {
  return update(consoleAfter(DESK, ROSTER, ...before), { kind: "dropped", request });
}

function hears(model: Console, ...frames: ConsoleGets[]): Console {
  return frames.reduce((now, frame) => update(now, { kind: "frame", frame, at: 0 }), model);
}

test("what was dropped waits no longer", () => {
  const asked = update(consoleAfter(DESK), { kind: "asked", key: "k1", slot: "stage" });
  const model = update(asked, { kind: "dropped", request: { type: "pause", key: "k1" } });

  assert.deepEqual(model.pending, []);
  assert.equal(model.undone.length, 1);
});

test("what the server had done before the line broke is not said to be undone", () => {
  const one = ROSTER.players[0]!.player;
  const so: [Request, ConsoleGets][] = [
    [{ type: "show_step", key: "k", step: 6, seen: 4 }, { ...DESK, current: 6 }],
    [{ type: "open_question", key: "k", step }, question],
    [{ type: "close_question", key: "k", step }, closed],
    [{ type: "reveal_answer", key: "k", step }, revealed],
    [{ type: "pause", key: "k" }, example("scene-question-paused")],
    [{ type: "lock_room", key: "k", locked: true }, { ...DESK, locked: true }],
    [{ type: "set_approval", key: "k", on: true }, { ...DESK, approval: true }],
    [{ type: "remove_player", key: "k", player: one }, { ...ROSTER, players: ROSTER.players.slice(1) }],
    [{ type: "end_lesson", key: "k" }, { ...DESK, ended: true, main: null, others: [] }],
    [{ type: "show_leaderboard", key: "k" }, example("scene-leaderboard")],
  ];
  for (const [request, frame] of so) {
    const model = dropped(request, example("scene-slide"));
    assert.equal(hears(model, DESK, ROSTER).undone.length, 1, request.type);
    assert.equal(hears(model, frame).undone.length, 0, request.type);
    assert.equal(hears(model, frame, DESK, example("scene-slide")).undone.length, 0, `${request.type}, later`);
  }
});

test("of what cannot be seen nothing is assumed", () => {
  const model = dropped({ type: "extend_time", key: "k", seconds: 30 });

  assert.equal(hears(model, DESK, ROSTER, question).undone.length, 1);
});

test("a console that comes back does not play on: somebody else may lead by now", () => {
  const playing = having(consoleAfter(example("desk-tour")), { kind: "play" });
  const offline = update(playing, { kind: "line", line: { ...CONNECTED, status: "offline" } });

  assert.equal(playing.playing, true);
  assert.equal(update(offline, { kind: "line", line: CONNECTED }).playing, false);
});
