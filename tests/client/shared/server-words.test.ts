import assert from "node:assert/strict";
import { test } from "node:test";
import { toTheInstructor } from "../../../client/console/words-server";
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

test("what only the instructor hears is known to the console", () => {
  const refusal = { type: "refused", text: "That cannot be done with this step." };

  assert.equal(translated(refusal, "de", toTheInstructor).text, "Mit diesem Schritt geht das nicht.");
  assert.equal(translated(refusal, "en", toTheInstructor), refusal);
});

test("a message without a sentence stays as it is", () => {
  const pong = { type: "pong" };
  assert.equal(translated(pong, "de"), pong);
});

test("what the server could not read is said to people in their own words", () => {
  const unread = { type: "refused", reason: "malformed", text: "answer.step: Input should be a valid integer" };

  assert.match(translated(unread, "en").text, /could not read this\. Reload the page/);
  assert.match(translated(unread, "de").text, /konnte das nicht lesen/);
});
