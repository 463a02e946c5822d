/** What was learned, as the class sees it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import type { LearnedScene, SceneShown } from "../../../client/shared/wire";
import { Learned } from "../../../client/projector/learned";
import { stageWords } from "../../../client/projector/words";
import { example } from "./made";

const { scene } = example("scene-learned") as SceneShown & { scene: LearnedScene };

test("each misconception has its bars, read out in words", () => {
  const shown = render(<Learned scene={scene} words={stageWords("en")} />);

  assert.match(shown, /aria-label="Question 5: 14 of 22"/);
  assert.match(shown, /aria-label="Question 12: 3 of 21"/);
  assert.match(shown, /Read next/);
});

test("what does not fit is counted, and where nobody fell for anything the lesson stands in words", () => {
  const more = render(<Learned scene={{ ...scene, of: 6 }} words={stageWords("de")} />);
  const none = render(<Learned scene={{ ...scene, rows: [], of: 0 }} words={stageWords("en")} />);

  assert.match(more, /und 4 weitere/);
  assert.match(none, /needs a lock.*Nobody fell/s);
});
