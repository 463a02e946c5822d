import assert from "node:assert/strict";
import { test } from "node:test";
import { largestThatFits } from "../../../client/projector/fit";
import { capacityFor, cell, CROWD_MAX, gridFor, letterFor } from "../../../client/projector/grid";

test("every crowd up to three hundred fits its space, with room for each name", () => {
  for (let count = 1; count <= CROWD_MAX; count += 1) {
    const { columns, rows, letter } = gridFor(count, 37, 26, 10.5, 2);

    assert.ok(columns * rows >= count, `${count} cells in ${columns} × ${rows}`);
    assert.ok(columns * 10.5 * letter <= 37.001, `${count}: too wide`);
    assert.ok(rows * 1.5 * letter <= 26.001, `${count}: too high`);
  }
});

test("a class of thirty is set in letters larger than body text", () => {
  assert.ok(gridFor(capacityFor(30), 29, 26, 10.5, 2).letter >= 1);
});

test("letters never grow when the crowd does", () => {
  let last = Infinity;
  for (let count = 1; count <= CROWD_MAX; count += 1) {
    const { letter } = gridFor(capacityFor(count), 29, 26, 10.5, 2);
    assert.ok(letter <= last + 1e-9);
    last = letter;
  }
});

test("the grid stays as it is for several arrivals", () => {
  assert.equal(capacityFor(21), capacityFor(30));
  assert.equal(capacityFor(0), capacityFor(8));
});

test("a long link takes smaller letters than a short one", () => {
  assert.equal(letterFor("a.de/K7M4QX", 26, 2.4), 2.4);
  assert.ok(letterFor("192.168.178.123:8000/K7M4QX", 26, 2.4) < 2);
});

test("the largest size that fits is found to a hundredth", () => {
  const size = largestThatFits(0.35, 2, (tried) => tried <= 1.234);

  assert.ok(size <= 1.234 && size > 1.222);
  assert.equal(largestThatFits(0.35, 2, () => true), 2);
  assert.equal(largestThatFits(0.35, 2, () => false), 0.35);
});

test("items fill one column after the other", () => {
  const cells = [0, 1, 2, 3, 4].map((at) => cell(at, 5, 2)).map(({ gridColumn, gridRow }) => [gridColumn, gridRow]);

  assert.deepEqual(cells, [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2]]);
});
