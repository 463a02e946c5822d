import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import type { ExperimentScene, SceneShown } from "../../../client/shared/wire";
import { longestGap } from "../../../client/student/film";
import type { Message, Model } from "../../../client/student/model";
import { rounded } from "../../../client/student/predicting";
import { requestsOf } from "../../../client/student/requests";
import { update } from "../../../client/student/update";
import { view } from "../../../client/student/view";
import { example, hears, seated, you } from "./story";

const scenes = (name: string) => example<SceneShown>(`scene-experiment-${name}`);
const predicting = scenes("predicting");
const running = scenes("running");
const shown = (model: Model) => render(<>{view(model, () => undefined)}</>);
const key = "the-key-1";

/** On the step that the example of `you` belongs to. */
function at(shown: SceneShown, own: string): Model {
  const step = (shown.scene as ExperimentScene).step;
  const mine = you(own);
  return seated(shown, { ...mine, step, experiment: mine.experiment && { ...mine.experiment, step } });
}

function asked(model: Model, message: Message) {
  return requestsOf(model, message, () => "").map((request) => ("ask" in request ? request.ask : request.once));
}

test("a prediction is sent with its step, and asked for no more once the server has it", () => {
  const before = at(predicting, "you");
  const message = { type: "predict", numbers: [200], key } as const;
  const { step } = predicting.scene as ExperimentScene;

  assert.deepEqual(asked(before, message), [{ type: "predict", key, step, numbers: [200] }]);
  assert.match(shown(before), /data-testid="send-prediction"/);
  assert.doesNotMatch(shown(at(predicting, "you-predicted")), /data-testid="send-prediction"/);
});

test("nothing can be sent before something was chosen", () => {
  assert.match(shown(at(predicting, "you")), /data-testid="send-prediction"[^>]* disabled/);
});

test("while a run is on its way there is no second one", () => {
  const model = at(running, "you-predicted");
  const button = (now: Model) => /<button[^>]*data-testid="run-trial"[^>]*>/.exec(shown(now))?.[0] ?? "";
  const waiting = update(model, { type: "ask_trial", key });

  assert.doesNotMatch(button(model), / disabled/);
  assert.match(button(waiting), / disabled/);
  assert.doesNotMatch(button(update(waiting, hears({ type: "done", key }))), / disabled/);
});

test("a run that still waits on the server keeps the button back, also after a reload", () => {
  assert.match(shown(at(running, "you-trying")), /data-testid="run-trial"[^>]* disabled/);
});

test("what the server refuses is said where it was asked", () => {
  const refused = { type: "refused", key, reason: "run_too_soon", text: "Wait a second.", retry: false } as const;
  const model = update(update(at(running, "you-predicted"), { type: "ask_trial", key }), hears(refused));

  assert.match(shown(model), /role="alert">Wait a second\./);
});

test("own runs stand with the newest first, and what Python gives by itself beside each", () => {
  const text = shown(at(running, "you-trying")).replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

  assert.match(text, /Running 200 by itself: 200 .*Something went wrong.* 143 by itself: 200/);
});

test("a gap that was measured here is sent as it is", () => {
  const model = at(scenes("main-thread-running"), "you-predicted");

  assert.deepEqual(asked(model, { type: "report_trial", gap: 1012.4, key }).map((ask) => "numbers" in ask && ask.numbers), [[1012.4]]);
});

test("where code cannot be run, the page says why and offers nothing to press", () => {
  const off = scenes("off");
  const html = shown(at(off, "you-predicted"));

  assert.ok(html.includes((off.scene as ExperimentScene).off));
  assert.doesNotMatch(html, /run-trial/);
});

test("the longest gap is the longest between two moments that follow each other", () => {
  assert.equal(longestGap([]), 0);
  assert.equal(longestGap([5]), 0);
  assert.equal(longestGap([0, 16, 33, 1050, 1066]), 1017);
});

test("a slider's number stays on its steps and within its bounds, without dust behind the comma", () => {
  const tenths = { low: 0, high: 8, by: 0.1 };

  assert.equal(rounded(0.1 + 0.2, tenths), 0.3);
  assert.equal(rounded(99, tenths), 8);
  assert.equal(rounded(-3, tenths), 0);
  assert.equal(rounded(1504, { low: 0, high: 3000, by: 10 }), 1500);
});

test("examples have a tab each, of which one is chosen, and only what can run has a button", () => {
  const html = shown(seated(example("scene-code"), you("you", { step: null })));

  assert.equal((html.match(/role="tab"/g) ?? []).length, 2);
  assert.equal((html.match(/aria-selected="true"/g) ?? []).length, 1);
  assert.doesNotMatch(html, /run-example/);
});
