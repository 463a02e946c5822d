import assert from "node:assert/strict";
import { test } from "node:test";
import { intentOf } from "../../../client/console/keys";
import { consoleAfter, DESK, having, move } from "./made";

const desk = consoleAfter(DESK);

test("a clicker's keys press the big button and show the step before", () => {
  assert.deepEqual(intentOf("PageDown", desk), { kind: "move", move: DESK.main });
  assert.deepEqual(intentOf("ArrowRight", desk), { kind: "move", move: DESK.main });
  assert.deepEqual(intentOf("PageUp", desk), { kind: "show", step: DESK.current! - 1 });
});

test("other keys are left alone", () => {
  for (const key of ["Enter", " ", "a", "Escape", "ArrowDown"]) assert.equal(intentOf(key, desk), null);
});

test("an impatient second press does nothing until the first was answered", () => {
  assert.equal(intentOf("PageDown", { ...desk, pending: [{ key: "k1", slot: "stage" }] }), null);
});

test("a clicker does nothing while the line is down, also not later", () => {
  assert.equal(intentOf("PageDown", { ...desk, line: { ...desk.line, status: "offline" } }), null);
});

test("a dialog takes the keys for itself, so a clicker cannot end the lesson", () => {
  const ending = having(desk, { kind: "move", move: move("end_lesson") });

  assert.equal(intentOf("PageDown", ending), null);
});

test("there is nothing before the first step, and nothing after the end", () => {
  assert.equal(intentOf("PageUp", consoleAfter({ ...DESK, current: 0 })), null);
  assert.equal(intentOf("PageUp", consoleAfter({ ...DESK, current: null })), null);
  assert.equal(intentOf("PageUp", consoleAfter({ ...DESK, ended: true })), null);
  assert.equal(intentOf("PageDown", consoleAfter({ ...DESK, main: null })), null);
});
