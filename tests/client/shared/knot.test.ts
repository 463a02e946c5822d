import assert from "node:assert/strict";
import { test } from "node:test";
import { chains, ring } from "../../../client/shared/player/knot-places";

test("a circle is drawn as a ring of threads and what they want, an arrow from each to the next", () => {
  const drawn = ring([
    { from: 0, waitsFor: "self.left", to: 1 },
    { from: 1, waitsFor: "self.right", to: 0 },
  ]);

  assert.deepEqual(drawn.nodes.map(({ thread, name }) => thread ?? name), [0, "left", 1, "right"]);
  assert.deepEqual(drawn.arrows.map(({ wants }) => wants), [true, false, true, false]);
});

test("who waits for the end of a thread that waits in turn stands in one chain, which ends with the holder", () => {
  const drawn = chains([
    { from: 0, waitsFor: "", to: 1 },
    { from: 1, waitsFor: "lock", to: 2 },
  ]);

  assert.deepEqual(drawn.nodes.map(({ thread, name }) => thread ?? name), [0, 1, "lock", 2]);
  assert.equal(drawn.arrows.length, 3);
});

test("threads that wait for the same signal have a row each", () => {
  const drawn = chains([
    { from: 0, waitsFor: "changed", to: null },
    { from: 1, waitsFor: "changed", to: null },
  ]);

  assert.equal(new Set(drawn.nodes.map(({ y }) => y)).size, 2);
  assert.equal(drawn.arrows.length, 2);
});

test("a drawing fits into its frame", () => {
  for (const drawn of [ring([{ from: 0, waitsFor: "lock", to: 0 }]), chains([{ from: 0, waitsFor: "x", to: null }])]) {
    for (const { x, y } of drawn.nodes) assert.ok(x > 15 && x < drawn.width - 15 && y > 10 && y < drawn.height - 10);
  }
});
