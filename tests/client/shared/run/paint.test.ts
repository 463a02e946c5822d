import assert from "node:assert/strict";
import { test } from "node:test";
import { dedented, painted } from "../../../../client/shared/run/paint";

test("a line of Python is in colours, and loses no character", () => {
  const line = "    if name == 'if' and count >= 10:  # if so";

  assert.equal(painted(line).map((part) => part.text).join(""), line);
  assert.deepEqual(
    painted(line).filter((part) => part.kind !== "").map((part) => `${part.kind} ${part.text}`),
    ["k if", "s 'if'", "k and", "m 10", "c # if so"],
  );
});

test("a text that is not closed ends with its line", () => {
  assert.deepEqual(painted('x = "half').at(-1), { text: '"half', kind: "s" });
});

test("lines lose the indentation that all of them share; empty ones do not count", () => {
  assert.deepEqual(dedented(["        a", "", "            b"]), ["a", "", "    b"]);
  assert.deepEqual(dedented([]), []);
});
