import assert from "node:assert/strict";
import { test } from "node:test";
import { translated } from "../../../client/shared/words/server";

const FULL = { type: "refused", text: "This room is full." };

test("a page in German says the server's sentences in German", () => {
  assert.equal(translated(FULL, "de-CH").text, "Dieser Raum ist voll.");
});

test("an English page says them as they came", () => {
  assert.equal(translated(FULL, "en"), FULL);
});

test("a sentence that nobody knows is better said in English than not at all", () => {
  assert.equal(translated({ type: "bye", text: "Something new." }, "de").text, "Something new.");
});

test("a message without a sentence stays as it is", () => {
  const pong = { type: "pong" };
  assert.equal(translated(pong, "de"), pong);
});
