import assert from "node:assert/strict";
import { test } from "node:test";
import { update } from "../../../client/console/model";
import type { Refused, Submissions, Trouble } from "../../../client/shared/wire";
import { consoleAfter, DESK, example, having, move, ROSTER } from "./made";

const asked = (key: string) => update(consoleAfter(DESK), { kind: "asked", key, slot: "stage" });
const keysOf = (model: ReturnType<typeof asked>) => model.pending.map(({ key }) => key);
const refused = (key: string, retry: boolean): Refused => ({ type: "refused", key, reason: "r", text: "Show it first.", retry });

test("a request waits until it is done", () => {
  assert.deepEqual(keysOf(asked("k1")), ["k1"]);
  assert.deepEqual(update(asked("k1"), { kind: "frame", frame: { type: "done", key: "k1" }, at: 0 }).pending, []);
});

test("a refusal is said, and gives the button back", () => {
  const model = update(asked("k1"), { kind: "frame", frame: refused("k1", false), at: 0 });

  assert.equal(model.refusal, "Show it first.");
  assert.deepEqual(model.pending, []);
});

test("a request that is sent again goes on waiting, and nothing is said", () => {
  const model = update(asked("k1"), { kind: "frame", frame: refused("k1", true), at: 0 });

  assert.equal(model.refusal, "");
  assert.deepEqual(keysOf(model), ["k1"]);
});

test("the next request takes an old refusal away", () => {
  const model = update(asked("k1"), { kind: "frame", frame: refused("k1", false), at: 0 });

  assert.equal(update(model, { kind: "asked", key: "k2", slot: "" }).refusal, "");
});

test("a newer move takes the place of one that still waits, which will never be answered", () => {
  assert.deepEqual(keysOf(update(asked("k1"), { kind: "asked", key: "k2", slot: "stage" })), ["k2"]);
  assert.deepEqual(keysOf(update(asked("k1"), { kind: "asked", key: "k2", slot: "" })), ["k1", "k2"]);
});

test("another room brings its own students and answers", () => {
  const first = consoleAfter(example("welcome"), DESK, ROSTER, example("live_answers"));
  const second = update(first, { kind: "frame", frame: { ...DESK, room: "P2W9HT" }, at: 0 });

  assert.deepEqual(second.players, []);
  assert.equal(second.answers, null);
  assert.equal(second.welcome, first.welcome);
});

test("a new desk of the same room keeps the students", () => {
  assert.equal(consoleAfter(DESK, ROSTER, { ...DESK, locked: true }).players, ROSTER.players);
});

test("trouble stands until the server says that it is over", () => {
  const trouble = example("trouble") as Trouble;

  assert.equal(consoleAfter(DESK, trouble).trouble, trouble.text);
  assert.equal(consoleAfter(DESK, trouble, { ...trouble, text: "" }).trouble, "");
});

test("the end of the lesson asks first, whichever way it was pressed", () => {
  assert.deepEqual(having(consoleAfter(DESK), { kind: "move", move: move("end_lesson") }).confirming, { what: "end" });
});

test("closing a dialog closes whatever stands in front", () => {
  const model = consoleAfter(DESK, example("submissions") as Submissions);
  const closed = having({ ...model, inviting: true, confirming: { what: "end" } }, { kind: "dismiss", what: "dialog" });

  assert.deepEqual([closed.confirming, closed.submissions, closed.inviting], [null, null, false]);
});

test("a second press on a filter or on a student takes it back", () => {
  const once = having(consoleAfter(DESK), { kind: "filter", filter: "stuck" }, { kind: "select", player: "a" });
  const twice = having(once, { kind: "filter", filter: "stuck" }, { kind: "select", player: "a" });

  assert.deepEqual([once.filter, once.selected], ["stuck", "a"]);
  assert.deepEqual([twice.filter, twice.selected], ["all", null]);
});
