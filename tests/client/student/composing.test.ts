import assert from "node:assert/strict";
import { test } from "node:test";
import type { QuestionScene, SceneShown } from "../../../client/shared/wire";
import { keeper, type Keeper } from "../../../client/shared/storage";
import { blank, restored } from "../../../client/student/answers";
import { keepChanges, keptOf } from "../../../client/student/kept";
import type { Message, Model } from "../../../client/student/model";
import { draftOf } from "../../../client/student/racing";
import { requestsOf, type Request } from "../../../client/student/requests";
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

const seat = () => "seat-token";

/** What a page that is loaded now finds there. */
const begunIn = (kept: Keeper, { scene }: SceneShown, ...requests: readonly Request[]) =>
  keptOf(kept, CODE, scene, requests.flatMap((request) => ("ask" in request ? [request.ask] : [])));

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
    const later = update(seated(), hears(scene, begunIn(kept, scene)));

    assert.notDeepEqual(before.answering?.composed, blank(questionIn(scene)));
    assert.deepEqual(later.answering, before.answering);
  });
}

test("what was saved is what the server has, and is kept no longer", () => {
  const { kept, live } = browser();
  const scene = shown("single");
  live(seated(), hears(scene), { type: "tap", option: 2 }, { type: "send_answer", key: "k1" }, hears({ type: "done", key: "k1" }));

  assert.equal(begunIn(kept, scene).answer, null);
});

test("an answer that was on its way when the page was closed is on its way still, until it is saved or refused", () => {
  const { kept, live } = browser();
  const scene = shown("text");
  const page = live(seated(), hears(scene), { type: "type", text: "a lock" });
  const sent = requestsOf(page, { type: "send_answer", key: "k1" }, seat);
  const later = update(seated(), hears(scene, begunIn(kept, scene, ...sent)));

  assert.deepEqual([later.answering?.composed.typed, later.answering?.asked], ["a lock", "k1"]);
  assert.deepEqual(requestsOf(later, { type: "send_answer", key: "k2" }, seat), []);
  assert.equal(update(later, hears({ type: "done", key: "k1" })).answering?.saved, true);
  const refused = update(later, hears({ type: "refused", key: "k1", reason: "x", text: "Too late.", retry: false }));
  assert.deepEqual([refused.answering?.asked, refused.answering?.refusal], [null, "Too late."]);
});

test("what waits for another step holds up nothing", () => {
  const scene = shown("single");
  const page = seated(hears({ ...scene, scene: { ...questionIn(scene), step: 5 } }), { type: "tap", option: 2 });
  const sent = requestsOf(page, { type: "send_answer", key: "k1" }, seat);

  assert.equal(sent.length, 1);
  assert.equal(update(seated(), hears(scene, begunIn(browser().kept, scene, ...sent))).answering?.asked, null);
});

test("code that was on its way when the page was closed is not submitted a second time", () => {
  const race = example<SceneShown>("scene-race");
  const own = you("you-racing", { step: 9 });
  const page = seated(own, hears(race), { type: "edit", source: "x = 1\n" });
  const found = begunIn(browser().kept, race, ...requestsOf(page, { type: "submit", key: "k1" }, seat));

  for (const later of [seated(own, hears(race, found)), seated(hears(race, found), hears(own, found))]) {
    assert.equal(later.racing?.asked.submit, "k1");
    assert.deepEqual(requestsOf(later, { type: "submit", key: "k2" }, seat), []);
    assert.equal(update(later, hears({ type: "done", key: "k1" })).racing?.asked.submit, null);
  }
});

test("a prediction that was on its way when the page was closed is on its way still", () => {
  const scene = example<SceneShown>("scene-experiment-predicting");
  const sent = requestsOf(seated(hears(scene)), { type: "predict", key: "k1", numbers: [50] }, seat);

  assert.equal(update(seated(), hears(scene, begunIn(browser().kept, scene, ...sent))).experimenting?.predict, "k1");
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

  assert.equal(begunIn(kept, scene).answer, null);
});

test("the code of a seat that was cleared is not the next student's", () => {
  const { kept, live } = browser();
  const race = example<SceneShown>("scene-race");
  const own = you("you-racing", { step: 9 });
  live(seated(own), hears(race), { type: "edit", source: "by Ada" });
  assert.equal(draftOf(seated(own, hears(race, begunIn(kept, race))).racing!).source, "by Ada");

  live(after(), hears(example("welcome", { seated: false })));
  assert.notEqual(draftOf(seated(own, hears(race, begunIn(kept, race))).racing!).source, "by Ada");
  live(seated(own), hears(race), { type: "edit", source: "by Bob" });
  assert.equal(draftOf(seated(own, hears(race, begunIn(kept, race))).racing!).source, "by Bob");
});

test("coming back to the seat is no reason to forget", () => {
  const { kept, live } = browser();
  const scene = shown("single");
  live(seated(), hears(scene), { type: "tap", option: 2 });
  live(after(), hears(example("welcome", { seated: true })));

  assert.notEqual(begunIn(kept, scene).answer, null);
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
    const model = live(seated(), hears(scene, begunIn(kept, scene)));
    assert.deepEqual(model.answering?.composed, blank(questionIn(scene)), written);
  }
});
