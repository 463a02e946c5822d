import assert from "node:assert/strict";
import { test } from "node:test";
import type { QuestionScene, SceneShown } from "../../../client/shared/wire";
import { keeper } from "../../../client/shared/storage";
import { blank, restored } from "../../../client/student/answers";
import { keepChanges, keptOf } from "../../../client/student/kept";
import type { Message, Model } from "../../../client/student/model";
import { update } from "../../../client/student/update";
import { after, example, hears, seated, you } from "./story";

const CODE = "K7M4QX";
const shown = (form: string) => example<SceneShown>(`scene-question-${form}`);
const questionIn = ({ scene }: SceneShown) => scene as QuestionScene;
const FORMS = ["single", "multiple", "numeric", "text", "ordering", "matching"].map((form) => [form, shown(form)] as const);
const DEEDS: Readonly<Record<string, readonly Message[]>> = {
  single: [{ type: "tap", option: 2 }],
  multiple: [{ type: "tap", option: 2 }, { type: "tap", option: 0 }],
  numeric: [{ type: "type", text: "1,5" }],
  text: [{ type: "type", text: "a lock" }],
  ordering: [{ type: "move", from: 0, to: 2 }],
  matching: [{ type: "pair", option: 1, said: "" }],
};

/** A browser that keeps what it is given, and a page that lives in it through all this. */
function browser() {
  const kept = keeper(() => { throw new Error("no storage: in memory"); });
  const live = (model: Model, ...messages: readonly Message[]) =>
    messages.reduce((before, message) => {
      const next = update(before, message);
      keepChanges(kept, before, next);
      return next;
    }, model);
  return { kept, live };
}

for (const [form, scene] of FORMS) {
  test(`an answer in the making outlives the page: ${form}`, () => {
    const { kept, live } = browser();
    const before = live(seated(), hears(scene), ...DEEDS[form]!);
    const later = update(seated(), hears(scene, keptOf(kept, CODE, scene.scene)));

    assert.notDeepEqual(before.answering?.composed, blank(questionIn(scene)));
    assert.deepEqual(later.answering, before.answering);
  });
}

test("what was saved is what the server has, and is kept no longer", () => {
  const { kept, live } = browser();
  const scene = shown("single");
  live(seated(), hears(scene), { type: "tap", option: 2 }, { type: "send_answer", key: "k1" }, hears({ type: "done", key: "k1" }));

  assert.equal(keptOf(kept, CODE, scene.scene).answer, null);
});

test("an answer that was being sent when the page was closed is still there", () => {
  const { kept, live } = browser();
  const scene = shown("text");
  live(seated(), hears(scene), { type: "type", text: "a lock" }, { type: "send_answer", key: "k1" });
  const later = update(seated(), hears(scene, keptOf(kept, CODE, scene.scene)));

  assert.equal(later.answering?.composed.typed, "a lock");
});

test("the saved answer counts, whatever this browser kept", () => {
  const scene = shown("single");
  const kept = { answer: { ...blank(questionIn(scene)), picks: [2] } };
  const own = you("you", { step: 4, answer: { form: "pick", option: 1 } });

  for (const model of [seated(own, hears(scene, kept)), seated(hears(scene, kept), own)]) {
    assert.deepEqual([model.answering?.composed.picks, model.answering?.saved], [[1], true]);
  }
});

test("who takes this place after somebody else begins with nothing", () => {
  const { kept, live } = browser();
  const scene = shown("single");
  live(seated(), hears(scene), { type: "tap", option: 2 });
  live(after(), hears(example("welcome", { seated: false })));

  assert.equal(keptOf(kept, CODE, scene.scene).answer, null);
});

test("coming back to the seat is no reason to forget", () => {
  const { kept, live } = browser();
  const scene = shown("single");
  live(seated(), hears(scene), { type: "tap", option: 2 });
  live(after(), hears(example("welcome", { seated: true })));

  assert.notEqual(keptOf(kept, CODE, scene.scene).answer, null);
});

test("what does not fit the question is not taken", () => {
  const question = questionIn(shown("single"));
  const whole = blank(question);
  const wrong = [
    ...[null, 7, "text", [], {}],
    { ...whole, step: question.step + 1 },
    { ...whole, picks: [question.options_html.length] },
    { ...whole, picks: [-1] },
    { ...whole, picks: "0" },
    { ...whole, typed: null },
    { ...whole, order: whole.order.slice(1) },
    { ...whole, order: whole.order.map(() => 0) },
    { ...whole, pairs: [0] },
    { ...whole, item: 1 },
  ];
  for (const kept of wrong) assert.equal(restored(question, kept), null, JSON.stringify(kept));
  assert.deepEqual(restored(question, whole), whole);
});

test("a storage that somebody has written into is no trouble", () => {
  const { kept, live } = browser();
  const scene = shown("single");
  for (const written of ["{", "null", '"x"']) {
    kept.setItem(`threadrace.answer.${CODE}`, written);
    const model = live(seated(), hears(scene, keptOf(kept, CODE, scene.scene)));
    assert.deepEqual(model.answering?.composed, blank(questionIn(scene)), written);
  }
});
