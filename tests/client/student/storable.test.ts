import assert from "node:assert/strict";
import { test } from "node:test";
import { isTooLong, storable } from "../../../client/student/storable";

test("what the server cannot store is left out", () => {
  assert.equal(storable("a\0b\ud800c🐢"), "abc🐢");
});

test("a source may have 16 kB, and as a message no more than a message may", () => {
  assert.equal(isTooLong("x".repeat(16 * 1024)), false);
  assert.equal(isTooLong("x".repeat(16 * 1024 + 1)), true);
  assert.equal(isTooLong("é".repeat(8 * 1024)), false);
  assert.equal(isTooLong("é".repeat(8 * 1024 + 1)), true);
  assert.equal(isTooLong('"\n'.repeat(8 * 1024)), false);
  assert.equal(isTooLong("\u0001".repeat(11 * 1024)), true, "six bytes each, or the line would end on it for ever");
});
