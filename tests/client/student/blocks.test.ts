import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block } from "../../../client/shared/wire";
import { added, givenOf, indented, movedRow, programOf, readArrangement, removed, rowOfLine, unused, writeArrangement } from "../../../client/student/blocks";

const block = (code: string, indent: number | null = null): Block => ({ code, code_html: code, indent });
const BLOCKS = [block("import threading", 0), block("def f():\n    lock = threading.Lock()", 0), block("with lock:"), block("return 1"), block("pass")];
const [given] = [givenOf(BLOCKS)];

test("what is given stands first, and the rest is left", () => {
  assert.deepEqual(given, [{ block: 0, indent: 0 }, { block: 1, indent: 0 }]);
  assert.deepEqual(unused(given, BLOCKS), [2, 3, 4]);
});

test("a block is put where Python would go on: further in behind a colon, or as deep as the block before ends", () => {
  const one = added(given, 2, 1, BLOCKS);
  const two = added(one, 3, 2, BLOCKS);

  assert.deepEqual(two.slice(2), [{ block: 2, indent: 1 }, { block: 3, indent: 2 }]);
  assert.equal(programOf(two, BLOCKS), "import threading\ndef f():\n    lock = threading.Lock()\n    with lock:\n        return 1\n");
});

test("rows move, turn in and out, and can be taken out; what is given stays", () => {
  const two = added(added(given, 2, 1, BLOCKS), 3, 2, BLOCKS);

  assert.deepEqual(movedRow(two, 3, 2, 2).map((row) => row.block), [0, 1, 3, 2]);
  assert.equal(movedRow(two, 2, 1, 2), two);
  assert.equal(movedRow(two, 0, 3, 2), two);
  assert.equal(indented(two, 3, -5)[3]?.indent, 0);
  assert.equal(indented(two, 3, 99)[3]?.indent, 8);
  assert.deepEqual(unused(removed(two, 3), BLOCKS), [3, 4]);
});

test("an arrangement is kept as text, and one that does not fit is begun anew", () => {
  const two = added(given, 2, 1, BLOCKS);

  assert.deepEqual(readArrangement(writeArrangement(two), BLOCKS), two);
  for (const text of ["", "x", "{}", "[[9,0]]", "[[0,0],[1,0],[2,1],[2,1]]", "[[2,1],[0,0],[1,0]]", "[[0,0],[1,0],[2,-1]]", "[[0,1],[1,0]]", "[null]"]) {
    assert.deepEqual(readArrangement(text, BLOCKS), given, text);
  }
});

test("a line of the program is found in its row", () => {
  const two = added(given, 2, 1, BLOCKS);

  assert.deepEqual([1, 2, 3, 4, 5].map((line) => rowOfLine(two, BLOCKS, line)), [0, 1, 1, 2, null]);
  assert.equal(rowOfLine(two, BLOCKS, null), null);
});
