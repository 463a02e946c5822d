import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, milestoneBetween, raceTime, remainingMs } from "../../../client/shared/clock";
import type { Clock } from "../../../client/shared/wire";

const clock = (state: Clock["state"], remaining: number): Clock => ({ state, remaining_ms: remaining, total_ms: 30_000 });

// F10: whatever the time of day on the phone.
test("a running clock counts down from the arrival of its frame, and stops at nothing", () => {
  assert.equal(remainingMs(clock("running", 20_000), 1000, 6000), 15_000);
  assert.equal(remainingMs(clock("running", 20_000), 1000, 99_000), 0);
  assert.equal(remainingMs(clock("running", 20_000), 1000, 500), 20_000);
});

test("a paused clock stands still", () => {
  assert.equal(remainingMs(clock("paused", 20_000), 1000, 60_000), 20_000);
});

test("a second that has begun still counts", () => {
  assert.deepEqual([59_001, 59_000, 1, 0, 65_000, 600_000].map(clockText), ["1:00", "59", "1", "0", "1:05", "10:00"]);
});

test("a race time is shown to the tenth", () => {
  assert.deepEqual([0, 94_200, 599_990].map(raceTime), ["0:00.0", "1:34.2", "9:59.9"]);
});

test("a milestone is met once, when time left falls to it", () => {
  assert.equal(milestoneBetween(10_100, 9_900), 10);
  assert.equal(milestoneBetween(9_900, 9_700), null);
  assert.equal(milestoneBetween(70_000, 20_000), 60);
});
