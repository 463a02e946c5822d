import assert from "node:assert/strict";
import { test } from "node:test";
import type { RaceScene, SceneShown } from "../../../client/shared/wire";
import type { Model } from "../../../client/student/model";
import { keeper } from "../../../client/shared/storage";
import { withMark } from "../../../client/student/drafts";
import { keepChanges, keptOf } from "../../../client/student/kept";
import { requestsOf } from "../../../client/student/requests";
import { draftOf } from "../../../client/student/racing";
import { update } from "../../../client/student/update";
import { after, example, hears, seated, you } from "./story";

const KEY = "key-of-a-request";
const ask = { type: "send_answer", key: KEY } as const;
const DRAFT_KEY = `${KEY}-0-code`;
const draftDone = { type: "done", key: DRAFT_KEY } as const;
const done = { type: "done", key: KEY } as const;
const refused = (retry: boolean) => ({ type: "refused", key: KEY, reason: "x", text: "Time was up.", retry }) as const;
const tap = (option: number) => ({ type: "tap", option }) as const;
const seat = () => "seat-token";
const single = example("scene-question-single");
const race = example<SceneShown>("scene-race");
const starter = (race.scene as RaceScene).laps[0]!.starter;
const kept = (source: string, saved: boolean) => ({ race: { step: 9, lap: 0, mode: "code", drafts: { "0.code": { source, saved } } } as const });
const textOf = (model: Model) => draftOf(model.racing!).source;
const racing = () => seated(race, you("you-racing", { step: 9 }));

test("a suggestion is one tap away", () => {
  const model = after(example("welcome"), { type: "suggest" }, example("suggestion"));

  assert.equal(model.joining.name, "Quiet Heron");
  assert.equal(model.joining.suggestion, "Amber Otter");
});

test("a refused nickname stays in its field, with the reason, until it is changed", () => {
  const model = after(example("welcome"), { type: "typed_name", name: "Ada" }, { type: "join", key: KEY }, refused(false));

  assert.deepEqual(model.joining, { ...model.joining, name: "Ada", asked: null, refusal: "Time was up." });
  assert.equal(update(model, { type: "typed_name", name: "Ada L" }).joining.refusal, null);
});

test("joining asks with the typed name and the seat that this browser keeps", () => {
  const model = after(example("welcome"), { type: "typed_name", name: "  Ada " });

  assert.deepEqual(requestsOf(model, { type: "join", key: KEY }, seat), [
    { ask: { type: "join", key: KEY, name: "Ada", token: "seat-token" }, slot: "join" },
  ]);
});

test("an answer is sent as it was composed, once", () => {
  const model = seated(single, tap(1));
  const [request] = requestsOf(model, ask, seat);

  assert.deepEqual(request, {
    ask: { type: "answer", key: KEY, step: 4, answer: { form: "pick", option: 1 } },
    slot: "answer 4",
    about: "2",
  });
  assert.deepEqual(requestsOf(update(model, ask), { ...ask, key: "another-key" }, seat), []);
});

test("without a choice there is nothing to send", () => {
  assert.deepEqual(requestsOf(seated(single), ask, seat), []);
});

test("an answer is saved when the server says so, and cannot be changed from then on", () => {
  const model = seated(single, tap(1), ask);
  assert.equal(model.answering?.saved, false);
  const saved = update(model, hears(done));

  assert.equal(saved.answering?.saved, true);
  assert.deepEqual(saved.said, { about: "saved" });
  assert.deepEqual(update(saved, tap(0)).answering?.composed.picks, [1]);
});

test("an answer on its way cannot be changed", () => {
  assert.deepEqual(seated(single, tap(1), ask, tap(0)).answering?.composed.picks, [1]);
});

test("a refused answer says why and can be given anew", () => {
  const model = seated(single, tap(1), ask, refused(false));

  assert.equal(model.answering?.refusal, "Time was up.");
  assert.equal(requestsOf(model, ask, seat).length, 1);
});

test("an answer that is refused for now goes on waiting", () => {
  const model = seated(single, tap(1), ask, refused(true));

  assert.equal(model.answering?.asked, KEY);
  assert.equal(model.answering?.refusal, null);
});

test("a reloaded page shows the answer that was saved", () => {
  const model = after(example("welcome", { seated: true }), you("you-answered", { step: 4 }), single);

  assert.equal(model.answering?.saved, true);
  assert.deepEqual(model.answering?.composed.picks, [1]);
});

test("the last question's answer is not shown for the next one", () => {
  const model = after(example("welcome", { seated: true }), you("you-answered", { step: 3 }), single);

  assert.equal(model.answering?.saved, false);
  assert.deepEqual(model.answering?.composed.picks, []);
});

test("more time or a pause takes nothing from a choice that was begun", () => {
  assert.deepEqual(seated(single, tap(2), example("scene-question-paused"), single).answering?.composed.picks, [2]);
});

test("options that come when the question opens can be ordered", () => {
  const ordering = example("scene-question-ordering");
  const model = seated(example("scene-question-ready"), ordering);

  assert.deepEqual(model.answering?.composed.order, [0, 1, 2, 3]);
});

test("the leaderboard in between loses no saved answer", () => {
  const model = seated(single, you("you-answered", { step: 4 }), example("scene-leaderboard"), single);

  assert.equal(model.answering?.saved, true);
});

test("a race begins with the starter", () => {
  assert.equal(textOf(seated(race, you("you", { step: 9 }))), starter);
});

test("a race goes on with the text that the server has", () => {
  const own = you("you-racing", { step: 9 });
  const laps = own.race!.laps.map((lap) => ({ ...lap, draft: "theirs" }));

  assert.equal(textOf(seated({ ...own, race: { ...own.race!, laps } }, race)), "theirs");
});

test("what this browser had not yet saved is newer than what the server has", () => {
  const model = seated(you("you-racing", { step: 9 }), hears(race, kept("mine, not saved", false)));

  assert.equal(textOf(model), "mine, not saved");
  assert.equal(requestsOf(model, { type: "rest", key: KEY }, seat).length, 1);
});

const theirs = (draft: string) => {
  const own = you("you-racing", { step: 9 });
  return { ...own, race: { ...own.race!, laps: own.race!.laps.map((lap) => ({ ...lap, draft })) } };
};
const unsaved = (source: string, known?: readonly number[]) =>
  ({ race: { step: 9, lap: 0, mode: "code", drafts: { "0.code": { source, saved: false, ...(known && { known }) } } } as const });

test("what another device saved after this browser's text was begun comes first, and neither is lost", () => {
  const model = seated(theirs("from the laptop"), hears(race, unsaved("from the phone", withMark([], "the text before"))));
  assert.equal(textOf(model), "from the laptop");
  assert.deepEqual(requestsOf(model, { type: "rest", key: KEY }, seat), []);

  const swapped = update(model, { type: "swap" });
  assert.equal(textOf(swapped), "from the phone");
  assert.notEqual(draftOf(swapped.racing!).replaced, draftOf(model.racing!).replaced);
  assert.equal(requestsOf(swapped, { type: "rest", key: KEY }, seat).length, 1);
  assert.equal(textOf(update(swapped, { type: "swap" })), "from the laptop");
});

test("what the server has from this browser, early or late, is never another device's", () => {
  const saves = (model: Model, source: string, key: string) =>
    update(update(model, { type: "edit", source }), { type: "rest", key });
  const early = saves(saves(seated(theirs("before"), hears(race)), "one", "k1"), "two\0", "k2");
  const { known } = draftOf(early.racing!);

  for (const draft of ["before", "one", "two", "three"]) {
    assert.equal(textOf(seated(theirs(draft), hears(race, unsaved("three", known)))), "three", draft);
  }
  assert.equal(textOf(seated(theirs("elsewhere"), hears(race, unsaved("three", known)))), "elsewhere");
});

test("what was submitted and never saved is this browser's, too", () => {
  for (const before of [[], [{ type: "edit", source: "first" } as const]]) {
    const sent = seated(you("you-racing", { step: 9 }), race, ...before, { type: "submit", key: "k1" });
    const text = textOf(sent);
    const storage = keeper(() => { throw new Error("no storage: in memory"); });
    keepChanges(storage, sent, update(sent, { type: "edit", source: "second" }));
    const begun = keptOf(storage, "K7M4QX", race.scene, []);

    assert.equal(textOf(seated(theirs(text), hears(race, begun))), "second");
  }
});

test("what an older page kept without saying what the server had is the newest", () => {
  assert.equal(textOf(seated(theirs("saved before"), hears(race, unsaved("mine")))), "mine");
});

test("the other version outlives a reload, too, until the student has chosen", () => {
  const storage = keeper(() => { throw new Error("no storage: in memory"); });
  const model = seated(theirs("from the laptop"), hears(race, unsaved("from the phone", [])));
  const both = (now: Model) => [textOf(now), draftOf(now.racing!).other];
  const again = (now: Model, saved: string) => {
    keepChanges(storage, { ...now, racing: null }, now);
    return seated(theirs(saved), hears(race, keptOf(storage, "K7M4QX", race.scene, [])));
  };
  assert.deepEqual(both(again(model, "from the laptop")), ["from the laptop", "from the phone"]);
  const edited = again(update(model, { type: "edit", source: "from the laptop, and on" }), "from the laptop");
  assert.deepEqual(both(edited), ["from the laptop, and on", "from the phone"]);
  const swapped = update(update(update(model, { type: "swap" }), { type: "rest", key: KEY }), hears(draftDone));
  assert.deepEqual(both(again(swapped, "from the phone")), ["from the phone", "from the laptop"]);
  assert.deepEqual(both(again(update(swapped, { type: "keep_this" }), "from the phone")), ["from the phone", null]);
});

test("what this browser had saved gives way to what was saved elsewhere later", () => {
  const local = kept("mine, saved long ago", true);

  assert.equal(textOf(seated(you("you-racing", { step: 9 }), hears(race, local))), starter);
});

test("a verdict that comes while one writes leaves the text alone", () => {
  const own = you("you-racing", { step: 9 });
  const model = update(racing(), { type: "edit", source: "being written" });
  const judged = own.race!.attempts.map((attempt) => ({ ...attempt, state: "judged" as const, verdict: "deadlock" as const }));
  const later = update(model, hears({ ...own, race: { ...own.race!, attempts: judged } }));

  assert.equal(textOf(later), "being written");
  assert.deepEqual(later.said, { about: "verdict" });
});

test("a draft is saved after a rest, and not again while it stays the same", () => {
  const model = update(racing(), { type: "edit", source: "x = 1" });
  const rest = { type: "rest", key: KEY } as const;
  const [request] = requestsOf(model, rest, seat);
  const saved = [rest, hears(draftDone)].reduce(update, model);

  assert.deepEqual(request, {
    ask: { type: "save_draft", key: DRAFT_KEY, step: 9, lap: 0, mode: "code", source: "x = 1" },
    slot: "draft 9 0.code",
  });
  assert.equal(draftOf(saved.racing!).savedSource, "x = 1");
  assert.deepEqual(requestsOf(saved, rest, seat), []);
});

test("what was written after a draft left is not taken for saved", () => {
  const messages = [
    { type: "edit", source: "first" },
    { type: "rest", key: KEY },
    { type: "edit", source: "second" },
    hears(draftDone),
  ] as const;
  const model = messages.reduce(update, racing());

  assert.equal(draftOf(model.racing!).savedSource, "first");
  assert.equal(requestsOf(model, { type: "rest", key: "next-key-1" }, seat).length, 1);
});

test("what the server could not read is never sent", () => {
  const typed = (source: string) => update(racing(), { type: "edit", source });
  const sources = (source: string) =>
    requestsOf(typed(source), { type: "rest", key: KEY }, seat).map((request) => "ask" in request && "source" in request.ask && request.ask.source);

  assert.deepEqual(sources("a\0b\ud800c\u{1f600}"), ["abc\u{1f600}"]);
  assert.deepEqual(sources("é".repeat(8193)), []);
  assert.deepEqual(requestsOf(typed("é".repeat(8193)), { type: "submit", key: KEY }, seat), []);
});

test("a submission is sent once, and saves the text as well", () => {
  const model = [{ type: "edit", source: "x = 2" } as const, { type: "submit", key: KEY } as const].reduce(update, racing());

  assert.deepEqual(requestsOf(model, { type: "submit", key: "again-key" }, seat), []);
  const sent = [hears(draftDone), hears(done)].reduce(update, model);
  assert.equal(draftOf(sent.racing!).savedSource, "x = 2");
  assert.equal(sent.racing?.asked.submit, null);
});

test("the editor leads while one types, and follows only when the text is replaced", () => {
  const typed = ["x", "xy", "xyz"].reduce((model, source) => update(model, { type: "edit", source }), racing());
  const replaced = (model: Model) => draftOf(model.racing!).replaced;
  assert.equal(replaced(typed), replaced(racing()));

  assert.equal(replaced(update(typed, { type: "reset" })), replaced(typed) + 1);
});

test("starting over brings the starter back", () => {
  const model = [{ type: "edit", source: "x" } as const, { type: "ask", about: "reset" } as const, { type: "reset" } as const].reduce(update, racing());

  assert.equal(textOf(model), starter);
  assert.equal(model.racing?.asking, null);
});

test("editor and blocks, and each challenge, keep drafts of their own", () => {
  const there = [hears(you("you-racing", { step: 9 })), hears(race), { type: "edit", source: "typed" } as const, { type: "turn_to", lap: 0, mode: "blocks" } as const].reduce(update, seated());
  assert.equal(textOf(there), "[[0, 0], [2, 1]]");

  const moves = [{ type: "edit", source: "[[0, 0]]" }, { type: "turn_to", lap: 1, mode: "blocks" }, { type: "turn_to", lap: 0, mode: "code" }] as const;
  const back = moves.reduce(update, there);
  assert.equal(textOf(back), "typed");
  const saved = requestsOf(back, { type: "rest", key: KEY }, seat).map((request) => request as { slot: string }).map(({ slot }) => slot);
  assert.deepEqual(saved, ["draft 9 0.code", "draft 9 0.blocks"]);
});

test("what is submitted from blocks is the program that they make", () => {
  const moves = [{ type: "turn_to", lap: 0, mode: "blocks" }, { type: "edit", source: "[[0,0],[2,1],[1,2]]" }] as const;
  const model = moves.reduce(update, racing());
  const sent = requestsOf(model, { type: "submit", key: KEY }, seat).find((request) => "ask" in request && request.ask.type === "submit");

  assert.equal(
    (sent as { ask: { source: string } }).ask.source,
    "def safe_bank_transfer(initial_balance, transfers):\n    balance = initial_balance\n    with lock:\n        balance = balance + amount\n",
  );
});

test("a small page under a thumb begins with the blocks, where there are some", () => {
  const phone = { ...seated(), thumbs: true };

  assert.equal(update(phone, hears(race)).racing?.mode, "blocks");
  assert.equal(update(phone, hears(race, kept("typed", true))).racing?.mode, "code");
});

test("the next hint is asked for by its number, once", () => {
  const model = racing();
  const open = { type: "open_hint", key: KEY } as const;

  assert.deepEqual(requestsOf(model, open, seat), [
    { ask: { type: "open_hint", key: KEY, step: 9, lap: 0, hint: 1 }, slot: "hint 9" },
  ]);
  assert.deepEqual(requestsOf(update(model, open), open, seat), []);
  assert.equal(update(update(model, open), hears(refused(false))).racing?.refusal, "Time was up.");
});

test("whatever happens in whatever scene, the page goes on", () => {
  const happenings = [
    { type: "tap", option: 9 }, { type: "type", text: "x" }, { type: "move", from: 7, to: 1 }, ask,
    { type: "edit", source: "x" }, { type: "rest", key: KEY }, { type: "submit", key: KEY }, { type: "reset" },
    { type: "name_replay", key: KEY, step: 9, attempt: 1, named: true }, { type: "ask", about: "hint" }, { type: "open_hint", key: KEY }, { type: "turn_to", lap: 7, mode: "blocks" }, { type: "suggest" }, { type: "join", key: KEY },
    { type: "milestone", seconds: 10 }, done, refused(false), refused(true), example("bye"), you("you-finished", { step: 9 }),
  ] as const;
  for (const scene of ["scene", "scene-terms", "scene-question-ready", "scene-question-poll-revealed", "scene-race-ready", "scene-race-off", "scene-podium"]) {
    assert.equal(seated(example(scene), ...happenings).code, "K7M4QX");
  }
});
