import assert from "node:assert/strict";
import { test } from "node:test";
import { atStart, type Deed, deedOfKey, placeOf, played, type Playing, tickMs } from "../../../client/shared/player/playing";

const OF = 5;

function after(playing: Playing, ...deeds: Deed[]): Playing {
  return deeds.reduce((now, deed) => played(now, deed, OF, 3), playing);
}

test("steps go to both ends of a run and no further", () => {
  const own = atStart(false);

  assert.equal(after(own, { do: "back" }).at, 0);
  assert.equal(after(own, { do: "to", at: 4 }, { do: "step" }, { do: "step" }).at, 5);
  assert.equal(after(own, { do: "to", at: -3 }).at, 0);
});

test("play goes on by itself, stops at the end, and begins anew from there", () => {
  const ticks: Deed[] = Array.from({ length: 9 }, () => ({ do: "tick" }));
  const ended = after(atStart(false), { do: "play" }, ...ticks);

  assert.deepEqual([ended.at, ended.plays], [5, false]);
  assert.deepEqual([after(ended, { do: "play" }).at, after(ended, { do: "play" }).plays], [0, true]);
});

test("a tick that comes after a pause moves nothing", () => {
  assert.equal(after(atStart(false), { do: "play" }, { do: "play" }, { do: "tick" }).at, 0);
});

test("who follows is where the projector is, until they move: from there they go their own way", () => {
  const follows = atStart(true);

  assert.equal(placeOf(follows, OF, 3), 3);
  assert.deepEqual(after(follows, { do: "step" }), { ...follows, at: 4, follows: false });
  assert.equal(placeOf(after(follows, { do: "step" }, { do: "follow" }), OF, 2), 2);
});

test("the keys of the player", () => {
  assert.deepEqual([" ", "ArrowRight", "ArrowLeft", "Home", "End", "x"].map((key) => deedOfKey(key, OF)), [
    { do: "play" },
    { do: "step" },
    { do: "back" },
    { do: "to", at: 0 },
    { do: "to", at: OF },
    null,
  ]);
});

test("speed goes round, and sets the pace", () => {
  const speeds = [0, 1, 2].map((times) => after(atStart(false), ...Array.from({ length: times }, (): Deed => ({ do: "faster" }))));

  assert.deepEqual(speeds.map((playing) => playing.speed), [1, 2, 0.5]);
  assert.equal(tickMs(speeds[1] as Playing) * 2, tickMs(speeds[0] as Playing));
});
