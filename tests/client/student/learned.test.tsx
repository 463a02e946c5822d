/** What a student can mend: at the reveal, and at the end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import type { StudentGets } from "../../../client/shared/wire";
import { view } from "../../../client/student/view";
import { example, seated, you } from "./story";

const page = (...messages: readonly StudentGets[]) => render(<>{view(seated(...messages), () => undefined)}</>);

test("a wrong answer is told with the belief behind it and the sentence that mends it", () => {
  const shown = page(example("scene-question-single-revealed"), you("you-wrong", { step: 4 }));

  assert.match(shown, /“One line is one step”/);
  assert.match(shown, /three steps/);
});

test("what is still believed comes before what was mended, and only it says what to read", () => {
  const shown = page(example("scene-learned"), you("you-learned"));
  const still = shown.indexOf("Look at this once more");

  assert.ok(still >= 0 && still < shown.indexOf("Mended in this lesson"));
  assert.match(shown, /href="\/summary\/CDFGHJ\//);
  assert.match(shown, /Question 5: 14 of 22 → Question 12: 3 of 21/);
});

test("before the end there is no summary to take along", () => {
  assert.doesNotMatch(page(example("scene-podium"), you("you")), /summary-link/);
  assert.match(page(example("scene-podium"), you("you-learned")), /summary-link/);
});
