import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import type { RaceScene, SceneShown, Turn } from "../../../client/shared/wire";
import { begin, type Model } from "../../../client/student/model";
import { fetchPlayer } from "../../../client/student/player-host";
import { update } from "../../../client/student/update";
import { view } from "../../../client/student/view";
import { after, example, hears, sceneNames, seated, you } from "./story";

const shown = (model: Model) => render(<>{view(model, () => undefined)}</>);
const connected = { type: "line", line: { status: "connected", unsaved: 0, overdue: false, bye: null } } as const;
const single = example("scene-question-single");

/** The text as a reader meets it. */
function text(html: string): string {
  return html.replace(/<[^>]+>/g, " ").replace(/&#39;|&apos;/g, "'").replace(/\s+/g, " ");
}

function has(html: string, testId: string): boolean {
  return html.includes(`data-testid="${testId}"`);
}

for (const name of sceneNames()) {
  for (const language of ["en", "de"]) {
    test(`${name} is shown in ${language}, with one heading, and nothing undefined`, () => {
      const html = shown(seated(example("welcome", { seated: true, language }), example(name), you("you", { step: null })));

      assert.ok((html.match(/<h1/g) ?? []).length === 1, html);
      assert.doesNotMatch(text(html), /undefined|NaN|\[object|null/);
    });
  }
}

test("without a room the page asks for its code", () => {
  assert.ok(has(shown(begin("", "en", "")), "code"));
});

test("a room that is not there is said, and another can be entered", () => {
  const line = { type: "line", line: { ...connected.line, status: "ended", bye: example("bye-unknown_room") } } as const;
  const html = shown(after(line as never));

  assert.match(text(html), /There is no open room with this code/);
  assert.ok(has(html, "code"));
});

test("the podium stays when the server, started anew, knows the room no more", () => {
  const line = { type: "line", line: { ...connected.line, status: "ended", bye: example("bye-unknown_room") } } as const;

  assert.ok(has(shown(seated(example("scene-podium-ended"), line as never)), "podium"));
  assert.ok(has(shown(seated(example("scene-podium"), line as never)), "code"));
});

test("that the line is down stands at the top, in the place of the points, and below that the page comes back", () => {
  const offline = { type: "line", line: { status: "offline", unsaved: 0, overdue: false, bye: null } } as const;
  const unsaved = { type: "line", line: { status: "connected", unsaved: 1, overdue: true, bye: null } } as const;
  const why = { type: "line", line: { ...offline.line, why: "The server is restarting." } } as const;
  const strip = (model: Model) => text(/<header.*?<\/header>/.exec(shown(model))?.[0] ?? "");

  assert.match(strip(seated(single, offline)), /Ada.*Offline/);
  assert.doesNotMatch(strip(seated(single, offline)), /points/);
  assert.match(strip(seated(single, unsaved)), /Not saved yet, trying again/);
  assert.match(strip(seated(single, connected)), /1200 points/);
  assert.match(text(shown(seated(single, offline))), /Your place is kept; this page comes back by itself\./);
  assert.match(text(shown(seated(single, why))), /The server is restarting\./);
});

test("who waits to be let in is told so, and asked for nothing", () => {
  const html = shown(after({ ...(example("welcome") as object), waiting: true } as never));

  assert.ok(has(html, "waiting") && !has(html, "nickname"));
});

test("a nickname is asked for, and a friendly one offered", () => {
  const html = shown(after(example("welcome")));

  assert.ok(has(html, "nickname") && has(html, "join") && has(html, "suggest"));
  assert.match(text(html), /How about Quiet Heron\?/);
});

test("a locked room is said before a nickname is tried", () => {
  assert.match(text(shown(after(example("welcome", { locked: true })))), /The room is locked/);
});

test("the lobby shows the start number, large", () => {
  assert.match(text(shown(seated(example("scene")))), /1 You are in, Ada\./);
});

test("options can be tapped while the question is open, and not before", () => {
  assert.ok(has(shown(seated(single)), "option-3"));
  assert.ok(!has(shown(seated(example("scene-question-ready"))), "option-0"));
});

test("sending waits for a choice", () => {
  const button = (model: Model) => /<button[^>]*data-testid="send-answer"[^>]*>/.exec(shown(model))?.[0] ?? "";

  assert.match(button(seated(single)), / disabled/);
  assert.doesNotMatch(button(seated(single, { type: "tap", option: 1 })), / disabled/);
});

test("an answer is called saved only when the server has it", () => {
  const sending = seated(connected, single, { type: "tap", option: 1 }, { type: "send_answer", key: "the-key-1" });
  assert.ok(!has(shown(sending), "saved"));
  assert.match(text(shown(sending)), /Sending/);

  assert.ok(has(shown(update(sending, hears({ type: "done", key: "the-key-1" }))), "saved"));
});

test("an answer that does not get through is said not to be saved", () => {
  const sending = seated(single, { type: "tap", option: 1 }, { type: "send_answer", key: "the-key-1" });
  const offline = { type: "line", line: { status: "offline", unsaved: 1, overdue: true, bye: null } } as const;

  assert.match(text(shown(update(sending, offline))), /Not saved yet, trying again/);
});

test("a paused question cannot be answered", () => {
  const html = shown(seated(example("scene-question-paused"), { type: "tap", option: 1 }));

  assert.match(html, /<fieldset[^>]*disabled/);
  assert.match(text(html), /Paused/);
});

test("the right answer is not to be seen before the reveal", () => {
  for (const name of ["scene-question-single", "scene-question-single-closed"]) {
    assert.doesNotMatch(shown(seated(example(name), you("you-answered", { step: 4 }))), /class="option[^"]*right/);
  }
});

test("the reveal says how it went, why, and where one stands", () => {
  const html = text(shown(seated(example("scene-question-single-revealed"), you("you-right", { step: 4 }))));

  for (const said of [/Right/, /100 points/, /8 of them for speed/, /3 right in a row/, /2nd of 6/, /your answer/, /one deposit is lost/]) {
    assert.match(html, said);
  }
});

test("a result of another question is not shown", () => {
  const html = shown(seated(example("scene-question-single-revealed"), you("you-right", { step: 3 })));

  assert.ok(!has(html, "result"));
});

test("how a number was read is said where it could be in doubt", () => {
  const typed = (value: string) => text(shown(seated(example("scene-question-numeric"), { type: "type", text: value })));

  assert.match(typed("1,5"), /Read as 1\.5/);
  assert.match(typed("six"), /not a number yet/);
  assert.doesNotMatch(typed("6"), /Read as|not a number/);
});

test("the board shows the own row once, and marks where ranks are left out", () => {
  const rows = [1, 2, 3, 4, 5].map((rank) => ({ player: `00000000000${rank}`, number: rank, name: `P${rank}`, points: 900 - rank, rank, rank_before: null, gained: 0 }));
  const own = { player: "0000000000aa", number: 30, name: "Ada", points: 10, rank: 19, rank_before: 22, gained: 5 };
  const html = shown(seated(example("scene-leaderboard", { scene: { kind: "leaderboard", rows, of: 30 } } as never), you("you", { step: 4, player: own.player, rank: 19, of: 30, neighbours: [own] })));

  assert.equal(html.match(/aria-current/g)?.length, 1);
  assert.equal(html.match(/after-gap/g)?.length, 1);
  assert.match(text(html), /up 3/);
});

test("a race without a sandbox says so and opens no editor", () => {
  const html = shown(seated(example("scene-race-off"), you("you", { step: 9 })));

  assert.match(text(html), /runs no code/);
  assert.ok(!has(html, "editor"));
});

test("a cool-down is counted, and keeps the button from being pressed", () => {
  const html = shown(seated(example("scene-race"), hears(you("you-racing", { step: 9 }), {}, performance.now())));

  assert.match(text(html), /Submit again in 5 s/);
  assert.match(html, /<button[^>]*data-testid="submit-code"[^>]* disabled/);
});

test("a source that is too long is said to be, before it is sent", () => {
  const race = example<SceneShown>("scene-race");
  const laps = (race.scene as RaceScene).laps.map((lap) => ({ ...lap, starter: "é".repeat(8193) }));
  const scene = { ...(race.scene as RaceScene), laps };

  assert.match(text(shown(seated({ ...race, scene }, you("you", { step: 9 })))), /longer than 16 kB/);
});

test("a witness opens in the player, with the source that was judged and its threads", async () => {
  await fetchPlayer();
  const own = you("you-racing", { step: 9 });
  const step = (thread: number, op: string, value: string, line = 6) => ({ thread, line, column: 4, op, target: "balance", value });
  const witness = { scenario: "s", schedule: "x", preemptions: 1, gil_reachable: false, story: "Both read 100.", steps: [step(0, "call", "", 0), step(0, "read", "100"), step(1, "read", "100")], threads: ["deposit(50)", "deposit(50)"], expected: "200", observed: "150" };
  const report = { format: 1, explored: { schedules: 17, proof: "p2" }, performance: null, witness };
  const attempts = [{ ...own.race!.attempts[0]!, report_json: JSON.stringify(report), source: "a\nb\nc\nd\ne\nbalance += amount\n" }];
  const html = shown(seated(example("scene-race"), { ...own, race: { ...own.race!, attempts } }));

  assert.match(html, /data-at="0" data-of="3"/);
  assert.match(html, /aria-label="Stack of thread B"/);
  assert.match(html, /balance \+= amount/);
  assert.match(html, /data-testid="name-replay"/);
  for (const said of [/Both read 100\./, /Should be 200/, /Came out 150/, /hides it/, /17 schedules/, /two preemptions/]) {
    assert.match(text(html), said);
  }
});

test("a report that cannot be read takes nothing else away", () => {
  const own = you("you-racing", { step: 9 });
  const attempts = own.race!.attempts.map((attempt) => ({ ...attempt, report_json: "{" }));

  assert.match(text(shown(seated(example("scene-race"), { ...own, race: { ...own.race!, attempts } }))), /Lost update/);
});

test("names and typed answers are text, whatever they hold", () => {
  const html = shown(seated(you("you", { step: null, name: "<img src=x onerror=alert(1)>" }), example("scene")));

  assert.doesNotMatch(html, /<img/);
});

test("a seat that is open elsewhere can be taken back", () => {
  const line = { type: "line", line: { ...connected.line, status: "ended", bye: example("bye-replaced") } } as const;

  assert.match(text(shown(update(seated(example("scene")), line as never))), /Use it here instead/);
});

test("a submission that waits says where in the line it is, and that it runs once it does", () => {
  const own = you("you-racing", { step: 9 });
  const waiting = { ...own.race!.attempts[0]!, number: 2, state: "waiting" as const, verdict: null, message: "" };
  const racing = { ...own, race: { ...own.race!, attempts: [...own.race!.attempts, waiting] } };
  const stands = (place: number | null, attempt = 2) =>
    text(shown(seated(example("scene-race"), racing, example<Turn>("turn", { step: 9, attempt, place }))));

  assert.match(stands(1), /Next in line/);
  assert.match(stands(3), /Third in line/);
  assert.match(stands(21), /21st in line/);
  assert.match(stands(0), /Your threads are running/);
  assert.match(stands(null), /The judge is restarting/);
  assert.match(stands(4, 1), /Your threads are running/, "an older submission's place says nothing about this one");
});
