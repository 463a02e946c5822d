import assert from "node:assert/strict";
import { test } from "node:test";
import { keeper } from "../../../client/shared/storage";

test("what a forbidden storage will not take is kept while the page stands", () => {
  const kept = keeper(() => {
    throw new Error("SecurityError");
  });
  kept.setItem("name", "Ada");

  assert.equal(kept.getItem("name"), "Ada");
  kept.removeItem("name");
  assert.equal(kept.getItem("name"), null);
});

test("a full storage does not bring back an older value", () => {
  const inside = new Map([["draft", "old"]]);
  const kept = keeper(() => ({
    getItem: (name) => inside.get(name) ?? null,
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
    removeItem: (name) => void inside.delete(name),
  }));
  kept.setItem("draft", "new");

  assert.equal(kept.getItem("draft"), "new");
});
