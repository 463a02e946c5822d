import assert from "node:assert/strict";
import { test } from "node:test";
import { requestFor, slotOf } from "../../../client/console/requests";
import { consoleAfter, DESK, having, move } from "./made";

const desk = consoleAfter(DESK);

test("a move with a step names it, so that a late press cannot hit the next one", () => {
  assert.deepEqual(requestFor(desk, { kind: "move", move: move("open_question", 4) }, "k"), {
    type: "open_question",
    key: "k",
    step: 4,
  });
});

test("to show a step goes with what the class sees, so that a late press cannot take it away from another", () => {
  const shown = (current: number | null) => requestFor(consoleAfter({ ...DESK, current }), { kind: "show", step: 6 }, "k");

  assert.deepEqual(shown(4), { type: "show_step", key: "k", step: 6, seen: 4 });
  assert.deepEqual(shown(null), { type: "show_step", key: "k", step: 6, seen: "lobby" });
  assert.deepEqual(requestFor(consoleAfter({ ...DESK, current: 4 }), { kind: "move", move: move("show_step", 5) }, "k"), {
    type: "show_step",
    key: "k",
    step: 5,
    seen: 4,
  });
});

test("a move without a step sends none", () => {
  assert.deepEqual(requestFor(desk, { kind: "move", move: move("pause") }, "k"), { type: "pause", key: "k" });
});

test("the end of the lesson is not asked for before it is confirmed", () => {
  const press = { kind: "move", move: move("end_lesson") } as const;
  const confirming = having(desk, press);

  assert.equal(requestFor(desk, press, "k"), null);
  assert.deepEqual(requestFor(confirming, { kind: "confirmed" }, "k"), { type: "end_lesson", key: "k" });
});

test("a student is removed once that is confirmed", () => {
  const confirming = having(desk, { kind: "confirm", confirming: { what: "remove", player: "00000000000a" } });

  assert.deepEqual(requestFor(confirming, { kind: "confirmed" }, "k"), {
    type: "remove_player",
    key: "k",
    player: "00000000000a",
  });
});

test("a confirmation of nothing asks for nothing", () => {
  assert.equal(requestFor(desk, { kind: "confirmed" }, "k"), null);
});

test("what only turns the page asks for nothing", () => {
  assert.equal(requestFor(desk, { kind: "filter", filter: "stuck" }, "k"), null);
  assert.equal(requestFor(desk, { kind: "invite" }, "k"), null);
});

test("moves of the stage replace each other while they wait; renames do not", () => {
  assert.equal(slotOf({ kind: "show", step: 3 }), slotOf({ kind: "move", move: move("pause") }));
  assert.equal(slotOf({ kind: "rename", player: "a", name: "b" }), "");
});
