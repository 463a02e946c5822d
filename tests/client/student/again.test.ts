import assert from "node:assert/strict";
import { test } from "node:test";
import type { SceneShown } from "../../../client/shared/wire";
import { requestsOf } from "../../../client/student/requests";
import { update } from "../../../client/student/update";
import { after, example, hears, seated, you } from "./story";

const seat = () => "seat-token";
const single = example<SceneShown>("scene-question-single");
const race = example<SceneShown>("scene-race");

test("whoever submits twice before the answer has submitted once, and may go on afterwards", () => {
  let model = seated(race, you("you-racing", { step: 9 }), { type: "edit", source: "x = 1\n" });
  const sent = [];
  for (const key of ["k1", "k2"]) {
    sent.push(...requestsOf(model, { type: "submit", key }, seat));
    model = update(model, { type: "submit", key });
  }
  assert.equal(sent.filter((request) => "ask" in request && request.ask.type === "submit").length, 1);
  for (const request of sent) if ("ask" in request) model = update(model, hears({ type: "done", key: request.ask.key }));

  assert.equal(model.racing?.asked.submit, null);
  assert.equal(model.racing?.drafts["0.code"]?.savedSource, "x = 1\n");
});

test("the refusal of the first of two submissions is shown", () => {
  let model = seated(race, you("you-racing", { step: 9 }), { type: "edit", source: "x = 1\n" });
  for (const key of ["k1", "k2"]) model = update(model, { type: "submit", key });
  model = update(model, hears({ type: "refused", key: "k1", reason: "too_soon", text: "Wait.", retry: false }));

  assert.equal(model.racing?.refusal, "Wait.");
});

test("code that is too long is not sent, and nothing waits for it", () => {
  const model = seated(race, you("you-racing", { step: 9 }), { type: "edit", source: "x".repeat(70_000) });

  assert.deepEqual(requestsOf(model, { type: "submit", key: "k1" }, seat), []);
  assert.equal(update(model, { type: "submit", key: "k1" }).racing?.asked.submit, null);
});

test("an answer that is on its way is not sent again with another key", () => {
  const model = seated(single, { type: "tap", option: 1 }, { type: "send_answer", key: "k1" }, { type: "send_answer", key: "k2" });

  assert.equal(model.answering?.asked, "k1");
});

test("who was sent out and let in again has not answered yet", () => {
  const answer = { form: "pick", option: 1 } as const;
  const before = seated(
    single,
    { type: "tap", option: 1 },
    { type: "send_answer", key: "k1" },
    you("you", { step: 4, answer }),
    { type: "done", key: "k1" },
  );
  assert.equal(before.answering?.saved, true);
  const model = [
    example("welcome", { seated: false }),
    example("welcome", { seated: true }),
    you("you", { step: 4, answer: null }),
    single,
  ].reduce((now, message) => update(now, hears(message)), before);

  assert.equal(model.answering?.saved, false);
  assert.equal(model.answering?.asked, null);
});

test("who was turned away while offline may ask again", () => {
  const waiting = after(
    example("welcome"),
    { type: "typed_name", name: "Ada" },
    { type: "join", key: "k1" },
    example("welcome", { seated: false, waiting: true }),
    { type: "done", key: "k1" },
  );

  assert.equal(update(waiting, hears(example("welcome", { seated: false, waiting: false }))).joining.asked, null);
});

test("why a name was refused that the page before a reload had asked for is said", () => {
  const model = after(example("welcome"), { type: "not_joined", text: "This name is taken." });

  assert.equal(model.joining.refusal, "This name is taken.");
});
