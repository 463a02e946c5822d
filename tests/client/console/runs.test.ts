import assert from "node:assert/strict";
import { test } from "node:test";
import { dueStep } from "../../../client/console/autoplay";
import { intentOf } from "../../../client/console/keys";
import { type Intent, update } from "../../../client/console/model";
import { requestFor } from "../../../client/console/requests";
import type { Desk } from "../../../client/shared/wire";
import { consoleAfter, DESK, example, having } from "./made";

const ON_TOUR = example("desk-tour") as Desk;
const AT_END: Desk = { ...ON_TOUR, run: { step: 4, at: 9, of: 9 } };
const REPLAY: Intent = { kind: "replay", step: 7, player: "000000a1b2c3", attempt: 2 };

test("a clicker walks through a tour, forwards and back", () => {
  const model = consoleAfter(ON_TOUR);

  const [on, back] = ["PageDown", "PageUp"].map((key) => intentOf(key, model));
  assert.deepEqual(requestFor(model, on as Intent, "k"), { type: "move_run", key: "k", step: 4, at: 4 });
  assert.deepEqual(requestFor(model, back as Intent, "k"), { type: "move_run", key: "k", step: 4, at: 2 });
});

test("play moves the run one step at a time, and waits until each is on the projector", () => {
  const playing = having(consoleAfter(ON_TOUR), { kind: "play" });

  assert.deepEqual(dueStep(playing), { kind: "run", step: 4, at: 4, byHand: false });
  assert.equal(dueStep(update(playing, { kind: "asked", key: "k", slot: "stage" })), null);
});

test("play ends with the run", () => {
  const playing = having(consoleAfter(ON_TOUR), { kind: "play" });
  const ended = update(playing, { kind: "frame", frame: AT_END, at: 0 });

  assert.equal(ended.playing, false);
  assert.equal(dueStep(ended), null);
});

test("play at the end begins anew", () => {
  assert.deepEqual(requestFor(consoleAfter(AT_END), { kind: "play" }, "k"), { type: "move_run", key: "k", step: 4, at: 0 });
  assert.equal(requestFor(consoleAfter(ON_TOUR), { kind: "play" }, "k"), null);
});

test("play at the end goes on from the beginning once it is there", () => {
  const playing = having(consoleAfter(AT_END), { kind: "play" });
  const begun = update(playing, { kind: "frame", frame: { ...AT_END, run: { step: 4, at: 0, of: 9 } }, at: 0 });

  assert.deepEqual(dueStep(begun), { kind: "run", step: 4, at: 1, byHand: false });
});

test("a hand on the run stops play", () => {
  const playing = having(consoleAfter(ON_TOUR), { kind: "play" });

  assert.equal(having(playing, { kind: "run", step: 4, at: 7, byHand: true }).playing, false);
  assert.equal(having(playing, { kind: "show", step: 1 }).playing, false);
});

test("a tap on a failed run asks for it, and it plays as soon as the projector shows it", () => {
  const model = consoleAfter(DESK);
  assert.deepEqual(requestFor(model, REPLAY, "k"), { type: "show_replay", key: "k", step: 7, player: "000000a1b2c3", attempt: 2 });

  const asked = having(model, REPLAY);
  assert.equal(dueStep(asked), null);
  const shown = update(asked, { kind: "frame", frame: { ...DESK, run: { step: 7, at: 0, of: 8 } }, at: 0 });
  assert.deepEqual(dueStep(shown), { kind: "run", step: 7, at: 1, byHand: false });
});

test("another tap takes it off", () => {
  const model = having(consoleAfter(ON_TOUR), { kind: "hide-replay" });

  assert.deepEqual(requestFor(model, { kind: "hide-replay" }, "k"), { type: "hide_replay", key: "k" });
  assert.equal(model.playing, false);
});
