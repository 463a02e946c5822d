import assert from "node:assert/strict";
import { test } from "node:test";
import { concerns, matches } from "../../../client/console/roster";
import { player } from "./made";

test("stuck is who has tried three times and not got through", () => {
  assert.equal(matches(player(1, { attempts: 3 }), "stuck"), true);
  assert.equal(matches(player(1, { attempts: 2 }), "stuck"), false);
  assert.equal(matches(player(1, { attempts: 5, finished: true }), "stuck"), false);
});

test("nobody waits for an answer of who is offline, or when no question is open", () => {
  assert.equal(matches(player(1, { answered: false }), "waiting"), true);
  assert.equal(matches(player(1, { answered: false, online: false }), "waiting"), false);
  assert.equal(matches(player(1, { answered: null }), "waiting"), false);
});

test("only concerns that somebody has are named", () => {
  const players = [player(1, { attempts: 4 }), player(2, { online: false }), player(3, { online: false })];

  assert.deepEqual(concerns(players), [
    { filter: "stuck", count: 1 },
    { filter: "offline", count: 2 },
  ]);
});
