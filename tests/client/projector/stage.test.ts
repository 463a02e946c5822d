import assert from "node:assert/strict";
import { test } from "node:test";
import { clockOf, EMPTY_STAGE, settled, stageAfter, standingRows } from "../../../client/projector/stage";
import { board, boardRow, example, lane, raceShown } from "./made";
import type { Counted } from "../../../client/shared/wire";

test("a scene replaces the last one whole and notes when it came", () => {
  const question = example("scene-question-single");
  const stage = stageAfter(stageAfter(EMPTY_STAGE, example("scene-slide"), 10), question, 20);

  assert.equal(stage.shown, question);
  assert.equal(stage.arrived, 20);
});

test("counters stay while their question is on the stage, and go with it", () => {
  const question = example("scene-question-single");
  const step = question.scene.kind === "question" ? question.scene.step : -1;
  const counted: Counted = { type: "counted", step, answered: 3, of: 5 };
  const asked = stageAfter(stageAfter(EMPTY_STAGE, question, 0), counted, 1);

  assert.equal(stageAfter(asked, { ...question, paused: true }, 2).counted, counted);
  assert.equal(stageAfter(asked, example("scene-leaderboard"), 2).counted, null);
});

test("a board whose ranks have changed stands in its old order until it is let go", () => {
  const rows = [boardRow(1, 1, 2), boardRow(2, 2, 1), boardRow(3, 3, null)];
  const stage = stageAfter(EMPTY_STAGE, board(...rows), 0);

  assert.equal(stage.settled, false);
  assert.deepEqual(standingRows(rows, stage.settled).map((row) => row.number), [2, 1, 3]);
  assert.deepEqual(standingRows(rows, settled(stage).settled).map((row) => row.number), [1, 2, 3]);
});

test("a board that is sent again does not move again", () => {
  const frame = board(boardRow(1, 1, 2), boardRow(2, 2, 1));
  const shown = settled(stageAfter(EMPTY_STAGE, frame, 0));

  assert.equal(stageAfter(shown, { ...frame, locked: true }, 1).settled, true);
});

test("a board on which nobody has moved is settled at once", () => {
  assert.equal(stageAfter(EMPTY_STAGE, board(boardRow(1, 1, 1), boardRow(2, 2, null)), 0).settled, true);
});

test("news gathers during one race and begins anew with the next", () => {
  const start = stageAfter(EMPTY_STAGE, raceShown([lane(1, [])]), 0);
  const later = stageAfter(start, raceShown([lane(1, ["deadlock"])]), 1);
  const latest = stageAfter(later, raceShown([lane(1, ["deadlock", "accepted"], 1)]), 2);

  assert.deepEqual(latest.news.map((item) => item.verdict), ["accepted", "deadlock"]);
  assert.deepEqual(stageAfter(latest, raceShown([lane(1, ["deadlock"])], 9), 3).news, []);
});

test("a page that was opened in mid-race does not report the past as news", () => {
  assert.deepEqual(stageAfter(EMPTY_STAGE, raceShown([lane(1, ["deadlock"])]), 0).news, []);
});

test("only what is open has a clock to look at", () => {
  assert.notEqual(clockOf(example("scene-question-single").scene), null);
  assert.equal(clockOf(example("scene-question-ready").scene), null);
  assert.equal(clockOf(example("scene-slide").scene), null);
});
