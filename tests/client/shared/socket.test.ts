import assert from "node:assert/strict";
import { test } from "node:test";
import { DEAD_AFTER_MS, PING_EVERY_MS, STEADY_AFTER_MS } from "../../../client/shared/socket";
import type { Bye, SceneShown } from "../../../client/shared/wire";
import { example } from "../student/story";
import { FakeNet } from "./fake-line";

const bye = (reason: Bye["reason"], comeBack: boolean): Bye => ({ type: "bye", reason, text: "", come_back: comeBack });

test("hello is the first message of every connection", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens().breaks();
  net.pass(15_000);
  net.socket.opens();

  assert.deepEqual(net.sockets.map((socket) => socket.types()[0]), ["hello", "hello"]);
});

test("a quiet line is asked whether anybody is there", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens();
  net.pass(PING_EVERY_MS);

  assert.deepEqual(net.socket.types(), ["hello", "ping"]);
});

test("a line that answers its pings stays open", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens();
  for (let times = 0; times < 20; times += 1) {
    net.pass(PING_EVERY_MS);
    net.socket.says({ type: "pong" });
  }

  assert.equal(net.sockets.length, 1);
  assert.equal(net.socket.types().filter((type) => type === "ping").length, 20);
});

test("a line from which nothing comes is given up after fifteen seconds", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens();
  net.pass(DEAD_AFTER_MS);

  assert.equal(net.socket.closed, true);
  assert.equal(net.state.status, "offline");
});

test("a page that slept asks first, and gives up only when no answer comes", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens();
  net.now = 600_000; // no timer ran meanwhile
  net.pass(0);
  assert.equal(net.state.status, "connected");
  assert.deepEqual(net.socket.types(), ["hello", "ping"]);
  net.pass(5000);

  assert.equal(net.state.status, "offline");
});

test("a connection that never opens is given up, too", () => {
  const net = new FakeNet();
  net.line();
  net.pass(DEAD_AFTER_MS);

  assert.equal(net.sockets[0]?.closed, true);
  assert.equal(net.state.status, "offline");
});

test("the pauses between attempts grow to at most eight seconds, so that a page is soon back", () => {
  const net = new FakeNet();
  net.line();
  const pauses: number[] = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const [before, count] = [net.now, net.sockets.length];
    net.socket.breaks();
    while (net.sockets.length === count) net.pass(10);
    pauses.push(net.now - before);
  }

  assert.deepEqual([...pauses].sort((a, b) => a - b), pauses);
  assert.ok(pauses.every((pause) => pause >= 500 && pause <= 8000), String(pauses));
});

/** How long the page waits before it tries again. */
function pauseAfter(net: FakeNet, breaks: () => void): number {
  breaks();
  const [before, count] = [net.now, net.sockets.length];
  while (net.sockets.length === count) net.pass(10);
  return net.now - before;
}

test("a server that lets everybody in and drops them again is not asked faster and faster", () => {
  const net = new FakeNet();
  net.line();
  const pauses = [1, 2, 3, 4, 5, 6].map(() =>
    pauseAfter(net, () => net.socket.opens().says(example("welcome")).says(example("scene")).breaks()),
  );

  assert.ok(pauses.at(-1)! > 4000, String(pauses));
});

test("after a line that held, the first pause is short again", () => {
  const net = new FakeNet();
  net.line();
  for (let times = 0; times < 6; times += 1) pauseAfter(net, () => net.socket.breaks());
  net.socket.opens().says(example("welcome"));
  net.pass(STEADY_AFTER_MS);

  assert.ok(pauseAfter(net, () => net.socket.breaks()) <= 1000);
});

test("why a line cannot even be opened is found out and said, until one is", async () => {
  const net = new FakeNet();
  const why = ["The database does not answer.", ""];
  net.line({ whyShut: () => Promise.resolve(why.shift() ?? "asked too often") });
  net.socket.breaks();
  await Promise.resolve();
  assert.equal(net.state.why, "The database does not answer.");
  net.pass(15_000);
  net.socket.breaks();
  await Promise.resolve();
  assert.equal(net.state.why, undefined, "nothing more is known");
  net.pass(15_000);
  net.socket.opens().breaks();

  assert.equal(net.state.why, undefined, "an open one that breaks is not asked about");
});

test("a goodbye for a while is said while the line is down, and no longer", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens().says({ type: "bye", reason: "stopping", text: "The server is restarting.", come_back: true }).breaks();
  assert.equal(net.state.why, "The server is restarting.");
  net.pass(15_000);
  net.socket.opens();

  assert.equal(net.state.why, undefined);
});

test("the network's return is not waited for", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.breaks();
  line.wake();
  line.wake();

  assert.equal(net.sockets.length, 2);
});

test("after a goodbye for good the line stays closed, and says why", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens().says(bye("replaced", false)).breaks();
  net.pass(120_000);

  assert.equal(net.sockets.length, 1);
  assert.equal(net.state.status, "ended");
  assert.equal(net.state.bye?.reason, "replaced");
});

test("after a goodbye for a while the line comes back", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens().says(bye("stopping", true)).breaks();
  net.pass(15_000);

  assert.equal(net.sockets.length, 2);
});

test("a goodbye at every attempt does not shorten the pauses", () => {
  const net = new FakeNet();
  net.line();
  for (let attempt = 0; attempt < 6; attempt += 1) {
    net.socket.opens().says(bye("slow", true)).breaks();
    net.pass(15_000);
  }
  const count = net.sockets.length;
  net.socket.opens().says(bye("slow", true)).breaks();
  net.pass(4000);

  assert.equal(net.sockets.length, count);
});

test("a newer page is fetched when the server says so", () => {
  const net = new FakeNet();
  net.line();
  net.socket.opens().says(bye("reload", true));

  assert.equal(net.reloads, 1);
});

test("a connection that was given up is not listened to any more", () => {
  const net = new FakeNet();
  net.line();
  const first = net.socket.opens();
  first.breaks();
  net.pass(15_000);
  net.socket.opens();
  first.says({ type: "suggestion", name: "Late Heron" });
  first.breaks();

  assert.equal(net.state.status, "connected");
  assert.equal(net.got.length, 0);
});

test("a page whose machine slept comes back anew, since its clocks stood still", () => {
  for (const wakes of [true, false]) {
    const net = new FakeNet();
    const line = net.line();
    net.socket.opens();
    line.ask({ type: "answer", key: "key-1", step: 3, answer: { form: "pick", option: 1 } }, "answer 3");
    const first = net.socket;
    net.slept = 1000;
    line.wake();
    assert.equal(net.sockets.length, 1, "a nap is none");
    net.slept = 30_000;
    if (wakes) line.wake();
    else net.pass(PING_EVERY_MS);
    net.socket.opens();

    assert.equal(first.closed, true);
    assert.equal(net.sockets.length, 2);
    assert.deepEqual(net.socket.types(), ["hello", "answer"]);
    assert.equal(net.state.status, "connected");
    line.wake();
    assert.equal(net.sockets.length, 2, "once is enough");
  }
});

test("a knock on a network that is gone is given up when another one is there", () => {
  const net = new FakeNet();
  const line = net.line();
  net.socket.opens().breaks();
  net.pass(1000); // knocks, and nobody hears it
  const knocking = net.socket;
  assert.equal(net.sockets.length, 2);
  line.wake();
  assert.equal(net.sockets.length, 2, "it has had no time yet");
  net.pass(3000);
  line.wake();
  net.socket.opens();

  assert.equal(knocking.closed, true);
  assert.equal(net.sockets.length, 3);
  assert.equal(net.state.status, "connected");
});

test("a scene that was held up on its way is as old as it is, though the clocks know nothing of each other", () => {
  const net = new FakeNet();
  const at: number[] = [];
  net.line({ onMessage: (_, when) => void at.push(when) });
  const scene = example<SceneShown>("scene-question-single");
  const server = 1_700_000_123_000;
  net.socket.opens();
  net.now = 1000;
  net.socket.says({ ...scene, at_ms: server });
  net.now = 12_000;
  net.socket.says({ ...scene, at_ms: server + 2000 });
  net.now = 20_000;
  net.socket.says({ ...scene, at_ms: server + 19_000 });

  assert.deepEqual(at, [1000, 3000, 20_000]);
});
