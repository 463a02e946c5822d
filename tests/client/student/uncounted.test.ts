import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import type { Keeper } from "../../../client/shared/storage";
import { keepChanges, keptUncounted } from "../../../client/student/kept";
import { begin, type Message, type Model } from "../../../client/student/model";
import { requestsOf } from "../../../client/student/requests";
import { type Uncounted, uncountedOf } from "../../../client/student/uncounted";
import { update } from "../../../client/student/update";
import { view } from "../../../client/student/view";
import { after, example, hears, seated, you } from "./story";

const KEY = "key-of-a-request";
const LATE = "Time was up before your answer arrived.";
const refused = { type: "refused", key: KEY, reason: "time_is_up", text: LATE, retry: false } as const;
const lost: Uncounted = { key: KEY, kind: "answer", step: 4, name: "3", text: LATE };
const uncounted = (one: Partial<Uncounted> = {}): Message => ({ type: "uncounted", one: { ...lost, ...one } });
const single = example("scene-question-single");
const race = example("scene-race");
const sentence = /Your answer to question 3 did not count: Time was up before your answer arrived\./;

/** What can be read; what is only heard says the same. */
function text(model: Model): string {
  const html = render(view(model, () => undefined) as never).replace(/<p class="only-heard" role.*?<\/p>/, "");
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

/** The page that sent it: the server's refusal comes as the line hears it. */
function refusedHere(): Model {
  return seated(single, { type: "tap", option: 1 }, { type: "send_answer", key: KEY }, uncounted(), refused);
}

function keeper(): Keeper {
  const memory = new Map<string, string>();
  return {
    getItem: (name) => memory.get(name) ?? null,
    setItem: (name, value) => void memory.set(name, value),
    removeItem: (name) => void memory.delete(name),
  };
}

test("while the question is there, its refusal stands beside it, once", () => {
  assert.equal(text(refusedHere()).split(LATE).length, 2);
});

test("a refused answer is said when the class has moved on", () => {
  for (const scene of ["scene-slide", "scene-race", "scene-leaderboard", "scene-question-single-revealed"]) {
    assert.match(text(update(refusedHere(), hears(example(scene)))), sentence, scene);
  }
});

test("a refused answer is said after a reload, which knows nothing of having sent it", () => {
  assert.match(text(seated(example("scene-slide"), uncounted(), refused)), sentence);
  assert.match(text(seated(single, uncounted(), refused)), sentence);
});

test("it is said until the student has read it, on later pages, too", () => {
  const kept = keeper();
  const moved = update(refusedHere(), hears(example("scene-slide")));
  keepChanges(kept, seated(), moved);
  const later = begin("K7M4QX", "en", "", false, keptUncounted(kept, "K7M4QX"));
  const read = update(later, { type: "dismiss", what: KEY });
  keepChanges(kept, later, read);

  assert.deepEqual(later.uncounted, [lost]);
  assert.doesNotMatch(text(read), sentence);
  assert.deepEqual(keptUncounted(kept, "K7M4QX"), []);
});

test("what was kept and cannot be read is nothing", () => {
  const kept = keeper();
  for (const written of ["", "{", "7", '[null, {"kind": "answer"}]', '[{"kind": "other", "key": "", "step": 1, "name": "", "text": ""}]']) {
    kept.setItem("threadrace.uncounted.K7M4QX", written);
    assert.deepEqual(keptUncounted(kept, "K7M4QX"), [], written);
  }
});

test("the next answer takes it away", () => {
  const moved = [hears(example("scene-slide")), hears({ ...(single as object), scene: { ...(single as never)["scene"] as object, step: 5 } } as never)];
  const next = moved.reduce(update, refusedHere());
  assert.match(text(next), sentence);
  const answers = [{ type: "tap", option: 0 }, { type: "send_answer", key: "another-key" }] as const;

  assert.doesNotMatch(text(answers.reduce<Model>(update, next)), sentence);
});

test("who answers the same question anew has read it", () => {
  const anew = update(refusedHere(), { type: "tap", option: 2 });

  assert.doesNotMatch(text(anew), /did not count|Time was up/);
});

test("of one question the newest refusal says it all, and of many the last few", () => {
  const many = [1, 2, 3, 4, 5, 6, 7].map((step) => uncounted({ step, key: `key-000${step}`, name: String(step) }));

  assert.equal(seated(uncounted(), uncounted({ key: "another-key" })).uncounted.length, 1);
  assert.deepEqual(seated(...many).uncounted.map(({ step }) => step), [3, 4, 5, 6, 7]);
});

test("a submission and a prediction that did not count are said, too, and each by its name", () => {
  const submitted = uncounted({ kind: "submit", step: 9, name: "Safe transfer", text: "This lesson has ended." });
  const predicted = uncounted({ kind: "predict", step: 12, name: "", text: "It is too late." });

  assert.match(text(seated(example("scene-slide"), submitted)), /Your submission to Safe transfer did not count: This lesson has ended\./);
  assert.match(text(seated(example("scene-slide"), predicted)), /Your prediction did not count: It is too late\./);
});

test("in an open race the bar says it, and the next submission takes it away", () => {
  const own = you("you-racing", { step: 9 });
  const again = { type: "refused", key: KEY, reason: "too_soon", text: "Wait a few seconds.", retry: false } as const;
  const model = seated(race, own, { type: "submit", key: KEY }, uncounted({ kind: "submit", step: 9, text: again.text }), again);

  assert.equal(text(model).split("Wait a few seconds.").length, 2);
  assert.match(text(update(model, hears(example("scene-slide")))), /did not count: Wait a few seconds\./);
  assert.deepEqual(update(model, { type: "submit", key: "another-key" }).uncounted, []);
});

test("in a German lesson it is said in German", () => {
  const german = example("welcome", { seated: true, language: "de" });

  assert.match(text(seated(german, example("scene-slide"), uncounted({ text: "Die Zeit war um." }))), /Deine Antwort auf Frage 3 zählt nicht: Die Zeit war um\./);
});

test("nothing is made of a refused draft or name", () => {
  const waiting = (request: object) => ({ request, slot: "", about: "" }) as never;

  assert.equal(uncountedOf(waiting({ type: "save_draft", key: KEY }), "x"), null);
  assert.equal(uncountedOf(waiting({ type: "join", key: KEY }), "x"), null);
  assert.deepEqual(uncountedOf({ request: { type: "answer", key: KEY, step: 4, answer: { form: "pick", option: 1 } }, slot: "", about: "3" }, LATE), lost);
});

test("a submission is sent with the title of its challenge", () => {
  const model = seated(race, you("you-racing", { step: 9 }));
  const asked = requestsOf(model, { type: "submit", key: KEY }, () => "").map((request) => ("about" in request ? request.about : ""));

  assert.notEqual(asked.at(-1), "");
});

test("who has sent an answer is not told that they gave none", () => {
  const sent = [{ type: "tap", option: 1 }, { type: "send_answer", key: KEY }] as const;
  const closed = example("scene-question-single-closed");

  assert.match(text(seated(single, closed)), /You gave no answer/);
  assert.doesNotMatch(text(seated(single, ...sent, closed)), /You gave no answer/);
  assert.doesNotMatch(text(after(seated() && example("welcome", { seated: true }), you("you", { step: null }), single, ...sent, closed, refused)), /You gave no answer/);
});
