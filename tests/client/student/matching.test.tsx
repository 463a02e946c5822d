/** Matching on a phone: tap an item, tap what belongs to it; and what is shown when the answer is out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import type { SceneShown } from "../../../client/shared/wire";
import { answerOf } from "../../../client/student/answers";
import type { Message, Model } from "../../../client/student/model";
import { view } from "../../../client/student/view";
import { example, hears, seated, you } from "./story";
import { update } from "../../../client/student/update";

const OPEN = example<SceneShown>("scene-question-matching");
const STEP = OPEN.scene.kind === "question" ? OPEN.scene.step : 0;
const pair = (option: number): Message => ({ type: "pair", option, said: `put ${option}` });

function after(...messages: readonly Message[]): Model {
  return messages.reduce(update, seated(OPEN));
}

test("each tap goes to the chosen item, and the next one without anything is chosen", () => {
  const model = after(pair(1), pair(0));

  assert.deepEqual(model.answering?.composed.pairs, [1, 0, null]);
  assert.equal(model.answering?.composed.item, 2);
  assert.deepEqual(model.said, { about: "text", text: "put 0" });
});

test("an item may be chosen again and put right", () => {
  const model = after(pair(1), pair(0), pair(2), { type: "choose_item", item: 0 }, pair(2));

  assert.deepEqual(model.answering?.composed.pairs, [2, 0, 2]);
});

test("nothing put anywhere is no answer; a part of it is one", () => {
  const composed = (model: Model) => model.answering!.composed;

  assert.equal(answerOf(composed(after()), "matching"), null);
  assert.deepEqual(answerOf(composed(after(pair(2))), "matching"), { form: "pairs", options: [2, null, null] });
});

test("a screen reader hears which item a tap is for, and what each item has", () => {
  const page = render(view(after(pair(1)), () => undefined) as never);

  assert.match(page, /aria-label="has B"/);
  assert.match(page, /aria-label="has nothing yet"/);
  assert.match(page, /Put it to item 2/);
});

test("the answer that was saved is shown again, and beside what is right", () => {
  const revealed = example<SceneShown>("scene-question-matching-revealed");
  const mine = you("you-answered", { step: STEP, answer: { form: "pairs", options: [1, 2, null] } });
  const page = render(view(update(update(seated(OPEN), hears(mine)), hears(revealed)), () => undefined) as never);

  assert.match(page, /you: C/);
  assert.match(page, /you: nothing/);
});
