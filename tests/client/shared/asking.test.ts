/** What becomes of requests: sent until they are answered, whatever happens to the line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { OVERDUE_AFTER_MS, SOON_MS } from "../../../client/shared/socket";
import type { Answer, SaveDraft, SceneShown, You } from "../../../client/shared/wire";
import { example } from "../student/story";
import { FakeNet } from "./fake-line";

const answer: Answer = { type: "answer", key: "key-answer", step: 4, answer: { form: "pick", option: 1 } };
const draft = (key: string, source: string): SaveDraft => ({ type: "save_draft", key, step: 9, lap: 0, mode: "code", source });

/** The server refuses the answer so often for now; before each but the first it has been sent again. */
function refuseForNow(net: FakeNet, times: number): void {
  for (let refused = 0; refused < times; refused += 1) {
    const count = net.socket.types().length;
    while (refused > 0 && net.socket.types().length === count) net.pass(100);
    net.socket.says({ type: "refused", key: answer.key, reason: "not_saved", text: "Not saved yet.", retry: true });
  }
}

/** A line that lets go of what has become stale, with what it has let go of. */
function forgetful(net: FakeNet) {
  const dropped: string[] = [];
  const stale = { afterMs: 15_000, onDrop: ({ key }: { key: string }) => dropped.push(key) };
  return { line: net.line({ stale }), dropped };
}

function back(net: FakeNet): string[] {
  net.socket.breaks();
  const count = net.sockets.length;
  while (net.sockets.length === count) net.pass(100);
  net.socket.opens();
  return net.socket.types();
}

test("what was not answered is sent again with the same key after a break", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens();
  line.ask(answer);
  net.socket.breaks();
  net.pass(15_000);
  net.socket.opens();

  assert.deepEqual(net.socket.sent, [net.socket.sent[0], answer]);
});

test("what was answered is not sent again", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens();
  line.ask(answer);
  net.socket.says({ type: "done", key: answer.key }).breaks();
  net.pass(15_000);
  net.socket.opens();

  assert.deepEqual(net.socket.types(), ["hello"]);
});

test("what is asked while offline is sent when the line is back", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.breaks();
  line.ask(answer);
  net.pass(15_000);
  net.socket.opens();

  assert.deepEqual(net.socket.types(), ["hello", "answer"]);
  assert.equal(net.state.status, "connected");
});

test("a reloaded page sends what the closed one had not got answered", () => {
  const net = new FakeNet();
  net.line().ask(answer);
  net.line();
  net.socket.opens();

  assert.deepEqual(net.socket.sent[1], answer);
});

test("what the next page asks anew, if it still wants to, is not sent for the closed one", () => {
  const net = new FakeNet();
  const before = net.line();
  before.ask(draft("key-1", "old"), "draft 9");
  before.ask(answer);
  net.line();
  net.socket.opens();
  assert.deepEqual(net.socket.types(), ["hello", "answer"]);

  net.memory.set("outbox", JSON.stringify([{ request: draft("key-2", "from an older page"), slot: "draft 9", about: "" }]));
  net.line();
  net.socket.opens();
  assert.deepEqual(net.socket.types(), ["hello"]);
});

test("an outbox that cannot be read is an empty one", () => {
  const net = new FakeNet();
  net.memory.set("outbox", '[{"slot": 1}, null, {"slot": "", "request": {}}]');
  net.line();
  net.socket.opens();

  assert.deepEqual(net.socket.types(), ["hello"]);
});

test("of several drafts that wait only the newest is sent", () => {
  const net = new FakeNet();
  const line = net.line();
  for (const source of ["a", "ab", "abc"]) line.ask(draft(`key-${source}`, source), "draft 9");
  net.socket.opens();

  assert.deepEqual(net.socket.sent.slice(1), [draft("key-abc", "abc")]);
});

test("a request that is refused for good is not repeated", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens();
  line.ask(answer);
  net.socket.says({ type: "refused", key: answer.key, reason: "closed", text: "Too late.", retry: false });
  net.pass(60_000);

  net.socket.opens();

  assert.equal(net.sockets.flatMap((socket) => socket.types()).filter((type) => type === "answer").length, 1);
  assert.equal(net.state.unsaved, 0);
});

test("a request that the server could not read is not repeated, on no later page either", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens();
  line.ask(answer);
  net.socket.says({ type: "refused", key: answer.key, reason: "malformed", text: "answer.step: is wrong", retry: false });
  net.line();
  net.socket.opens();

  assert.deepEqual(net.socket.types(), ["hello"]);
  assert.equal(net.state.unsaved, 0);
});

test("a short break of the line lets go of nothing: it may have got lost on the way", () => {
  const net = new FakeNet();
  const { line, dropped } = forgetful(net);
  net.socket.opens();
  line.ask(answer);
  net.pass(5000);

  assert.deepEqual(back(net), ["hello", "answer"]);
  assert.deepEqual(dropped, []);
});

test("what is stale when the line is back is not sent, and that is said once", () => {
  const net = new FakeNet();
  const { line, dropped } = forgetful(net);
  net.socket.opens();
  line.ask(answer);
  net.pass(16_000);

  assert.deepEqual(back(net), ["hello"]);
  assert.deepEqual(back(net), ["hello"]);
  assert.deepEqual(dropped, [answer.key]);
  assert.equal(net.state.unsaved, 0);
  assert.equal(net.state.overdue, false);
});

test("the time that the machine slept counts", () => {
  const net = new FakeNet();
  const { line, dropped } = forgetful(net);
  net.socket.opens();
  line.ask(answer);
  net.slept = 3_600_000;

  assert.deepEqual(back(net), ["hello"]);
  assert.deepEqual(dropped, [answer.key]);
});

test("a clock that was set back makes nothing young again", () => {
  const net = new FakeNet();
  const { line } = forgetful(net);
  net.socket.opens();
  line.ask(answer);
  net.slept = -3_600_000;
  net.pass(16_000);

  assert.deepEqual(back(net), ["hello"]);
});

test("what waits while the line holds is not stale: the server has it, and its database is slow", () => {
  const net = new FakeNet();
  const { line, dropped } = forgetful(net);
  net.socket.opens();
  line.ask(answer);
  for (let seconds = 0; seconds < 60; seconds += 5) {
    net.socket.says({ type: "refused", key: answer.key, reason: "not_saved", text: "", retry: true });
    net.pass(5000);
  }

  assert.equal(net.socket.sent.at(-1)?.type, "answer");
  assert.deepEqual(dropped, []);
});

test("a student's answer is never let go of, however long the line was down", () => {
  const net = new FakeNet();
  net.line().ask(answer);
  net.slept = 3_600_000;
  net.pass(600_000);
  net.socket.opens();

  assert.deepEqual(net.socket.sent[1], answer);
});

test("whoever asked hears of a refusal for good, after a reload, too, and what it was about", () => {
  const net = new FakeNet();
  const heard: unknown[] = [];
  net.line().ask(answer, "answer 4", "3");
  net.line({ onRefused: ({ request, about }, { text }) => heard.push([request.key, about, text]) });
  net.socket.opens();
  net.socket.says({ type: "refused", key: answer.key, reason: "not_saved", text: "Not yet.", retry: true });
  net.socket.says({ type: "refused", key: answer.key, reason: "time_is_up", text: "Too late.", retry: false });
  net.socket.says({ type: "refused", key: answer.key, reason: "time_is_up", text: "Too late.", retry: false });

  assert.deepEqual(heard, [[answer.key, "3", "Too late."]]);
});

test("what a page before an update left behind is sent, though it does not say what it is about", () => {
  const net = new FakeNet();
  net.memory.set("outbox", JSON.stringify([{ request: answer, slot: "answer 4" }]));
  net.line();
  net.socket.opens();

  assert.deepEqual(net.socket.sent[1], answer);
});

test("a request that is refused for now is repeated after a pause", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens();
  line.ask(answer);
  net.socket.says({ type: "refused", key: answer.key, reason: "busy", text: "", retry: true });
  assert.equal(net.state.overdue, true);
  net.pass(1000);

  assert.deepEqual(net.socket.types(), ["hello", "answer", "answer"]);
});

test("when the stage is shown anew, what was refused for now is sent again within a second", () => {
  for (const shown of [example<SceneShown>("scene-question-single"), example<You>("you")]) {
    const net = new FakeNet();
    const line = net.line();
    net.socket.opens();
    line.ask(answer);
    refuseForNow(net, 6);
    const before = net.socket.types().length;
    net.pass(1000);
    assert.equal(net.socket.types().length, before, "after so many refusals it waits for long");
    net.socket.says(shown);
    net.pass(SOON_MS);

    assert.deepEqual(net.socket.sent.slice(before), [answer]);
  }
});

test("a stage that is shown again and again puts nothing off, and makes nothing be sent twice", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens();
  line.ask(answer);
  refuseForNow(net, 6);
  const before = net.socket.types().length;
  for (let times = 0; times < 20; times += 1) {
    net.socket.says(example("scene-question-single"));
    net.pass(100);
  }

  assert.deepEqual(net.socket.sent.slice(before), [answer]);
});

test("a stage that is shown sends nothing that was answered, or that was not refused", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens();
  line.ask(answer);
  refuseForNow(net, 2);
  line.ask(draft("key-draft", "x"));
  net.socket.says({ type: "done", key: answer.key });
  const before = net.socket.types().length;
  net.socket.says(example("scene-question-single"));
  net.pass(60_000);

  assert.deepEqual(net.socket.types().slice(before).filter((type) => type !== "ping"), []);
});

test("a request is overdue after a moment, and no longer when it is done", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens();
  line.ask(answer);
  assert.equal(net.state.overdue, false);
  net.pass(OVERDUE_AFTER_MS);
  assert.equal(net.state.overdue, true);
  net.socket.says({ type: "done", key: answer.key });

  assert.equal(net.state.overdue, false);
});
