import assert from "node:assert/strict";
import { test } from "node:test";
import { lanesInOrder, movingTop, newsBetween, verdictCounts } from "../../../client/projector/news";
import type { RaceScene } from "../../../client/shared/wire";
import { lane, raceShown } from "./made";

const race = (...lanes: ReturnType<typeof lane>[]) => raceShown(lanes).scene as RaceScene;

test("news is what was not there at the last look, newest first", () => {
  const before = race(lane(1, ["deadlock"]), lane(2, []));
  const after = race(lane(1, ["deadlock", "lost_update"]), lane(2, ["accepted"], 1), lane(3, ["exception"]));

  const news = newsBetween(before, after).map((item) => [item.number, item.verdict, item.attempt]);

  assert.deepEqual(news, [
    [3, "exception", 1],
    [2, "accepted", 1],
    [1, "lost_update", 2],
  ]);
});

test("only the accepted attempt tells of a finish", () => {
  const [last, first] = newsBetween(race(lane(1, [])), race(lane(1, ["deadlock", "accepted"], 1)));

  assert.equal(last?.place, 1);
  assert.equal(last?.finishedMs, 60_000);
  assert.equal(first?.place, null);
});

test("who has finished stands on top, the rest by start number", () => {
  const order = lanesInOrder([lane(1, []), lane(2, ["accepted"], 2), lane(3, []), lane(4, ["accepted"], 1)]);

  assert.deepEqual(
    order.map((one) => one.number),
    [4, 2, 1, 3],
  );
});

test("of a crowd, the best and those who try most are shown", () => {
  const crowd = [
    ...Array.from({ length: 30 }, (_, index) => lane(index + 1, ["accepted"], index + 1)),
    ...Array.from({ length: 30 }, (_, index) => lane(index + 31, index === 20 ? ["deadlock", "deadlock"] : [])),
  ];

  const numbers = movingTop(crowd, 6).map((one) => one.number);

  assert.deepEqual(numbers, [1, 2, 3, 31, 32, 51]);
});

test("a crowd of finishers fills all the lanes", () => {
  const crowd = Array.from({ length: 50 }, (_, index) => lane(index + 1, ["accepted"], index + 1));

  assert.equal(movingTop(crowd, 18).length, 18);
});

test("verdicts are counted over all lanes, most frequent first", () => {
  const counts = verdictCounts([lane(1, ["deadlock", "lost_update"]), lane(2, ["lost_update"])]);

  assert.deepEqual(counts, [
    { verdict: "lost_update", count: 2 },
    { verdict: "deadlock", count: 1 },
  ]);
});
