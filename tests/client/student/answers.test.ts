import assert from "node:assert/strict";
import { test } from "node:test";
import type { Form, QuestionScene } from "../../../client/shared/wire";
import { answerOf, blank, composedOf, moved, readNumber, tapped } from "../../../client/student/answers";
import { placeAt } from "../../../client/student/ordering";
import { example } from "./story";

const question = (form: string) => (example(`scene-question-${form}`) as { scene: QuestionScene }).scene;

test("numbers are read as people write them", () => {
  const written = { "42": 42, "3.5": 3.5, "3,5": 3.5, " 1 000 ": 1000, "1,000.5": 1000.5, "1.000,5": 1000.5, "−2": -2, "+7": 7, "1e3": 1000, ".5": 0.5, "1'000": 1000, "5.": 5 };

  for (const [typed, number] of Object.entries(written)) assert.equal(readNumber(typed), number, typed);
});

test("what is no number, or too large a one, is none", () => {
  for (const typed of ["", "six", "1-2", "--1", "1e400", "1e16", "NaN", "Infinity", "0x10", ".", ","]) {
    assert.equal(readNumber(typed), null, typed);
  }
});

test("a tap in a single choice takes the place of the one before", () => {
  const composed = tapped(tapped(blank(question("single")), "single", 0), "single", 2);

  assert.deepEqual(answerOf(composed, "single"), { form: "pick", option: 2 });
});

test("taps in a multiple choice go on and off, and none is an answer", () => {
  const start = blank(question("multiple"));
  const twice = [2, 0, 2].reduce((composed, option) => tapped(composed, "multiple", option), start);

  assert.deepEqual(answerOf(twice, "multiple"), { form: "picks", options: [0] });
  assert.deepEqual(answerOf(start, "multiple"), { form: "picks", options: [] });
});

test("nothing chosen or typed is no answer yet", () => {
  for (const form of ["single", "truefalse", "poll", "numeric", "text"] as const satisfies Form[]) {
    assert.equal(answerOf(blank(question(form)), form), null, form);
  }
});

test("an item is moved up, down, and not beyond the ends", () => {
  const start = blank(question("ordering"));

  assert.deepEqual(moved(start, 0, 2).order, [1, 2, 0, 3]);
  assert.deepEqual(moved(start, 3, 0).order, [3, 0, 1, 2]);
  assert.deepEqual(moved(start, 0, -1), start);
  assert.deepEqual(moved(start, 3, 4), start);
});

test("a saved answer is laid out as it was made", () => {
  const answers = {
    single: { form: "pick", option: 1 },
    multiple: { form: "picks", options: [0, 2] },
    numeric: { form: "figure", number: 6.5 },
    text: { form: "words", text: "deadlock" },
    ordering: { form: "order", options: [1, 3, 0, 2] },
  } as const;

  for (const [form, answer] of Object.entries(answers)) {
    assert.deepEqual(answerOf(composedOf(question(form), answer), form as Form), answer);
  }
});

test("a dragged item goes where the finger is", () => {
  const rows = [0, 1, 2, 3].map((row) => ({ top: row * 50, bottom: row * 50 + 50 }));

  assert.equal(placeAt(30, 0, rows), 0);
  assert.equal(placeAt(80, 0, rows), 1);
  assert.equal(placeAt(999, 0, rows), 3);
  assert.equal(placeAt(-5, 3, rows), 0);
  assert.equal(placeAt(120, 2, rows), 2);
});
