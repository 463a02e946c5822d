import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import { start, update } from "../../../client/projector/model";
import { Page } from "../../../client/projector/page";
import type { Bye, Counted, LeaderboardScene, ProjectorGets, QuestionScene, RaceScene } from "../../../client/shared/wire";
import { example, lane, raceShown, SCENES, WELCOME } from "./made";

const CONNECTED = { status: "connected", unsaved: 0, overdue: false, bye: null } as const;

function pageAfter(...frames: ProjectorGets[]) {
  const model = frames.reduce((now, frame) => update(now, { kind: "frame", frame, at: 0 }), start(CONNECTED));
  return page(model);
}

function page(model: ReturnType<typeof start>) {
  return render(<Page model={model} language="en" theme="light" onTheme={() => {}} onFullScreen={() => {}} />);
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}

test("every scene of the examples can be drawn", () => {
  for (const name of SCENES) assert.match(pageAfter(WELCOME, example(name)), /class="scene"/, name);
});

test("a stage that is offline says so, and why, where that is known", () => {
  const offline = (why?: string) => ({ ...CONNECTED, status: "offline", ...(why && { why }) }) as const;
  const shown = [WELCOME, example("scene-slide")].reduce((now, frame) => update(now, { kind: "frame", frame, at: 0 }), start(CONNECTED));

  assert.match(page({ ...shown, line: offline() }), /class="offline"[^>]*>Offline\. Trying again\.</);
  assert.match(page({ ...shown, line: offline("The server is full just now.") }), /class="offline"[^>]*>The server is full just now\.</);
  assert.match(page({ ...start(CONNECTED), line: offline("The server is full just now.") }), /class="stage blank"><p>The server is full just now\.</);
});

test("the podium stays when the server, started anew, knows the room no more", () => {
  const bye: Bye = { type: "bye", reason: "unknown_room", text: "", come_back: false };
  const ended = { ...CONNECTED, status: "ended", bye } as const;
  const after = (name: string) => [WELCOME, example(name)].reduce((now, frame) => update(now, { kind: "frame", frame, at: 0 }), start(CONNECTED));

  assert.match(page({ ...after("scene-podium-ended"), line: ended }), /shows-podium/);
  assert.match(page({ ...after("scene-slide"), line: ended }), /There is no room with this code/);
});

test("the lobby shows link, code and QR, and every starter with a number", () => {
  const frame = example("scene");
  assert.equal(frame.scene.kind, "lobby");
  const shown = pageAfter(WELCOME, frame);

  assert.match(shown, new RegExp(`data-testid="join-link"[^>]*>${WELCOME.short_url}<`));
  assert.match(shown, new RegExp(`data-testid="room-code"[^>]*>${WELCOME.room}<`));
  assert.match(shown, /data-testid="qr" src="data:image\/svg\+xml/);
  assert.equal(countOf(shown, 'data-testid="starter"'), frame.scene.kind === "lobby" ? frame.scene.starters.length : -1);
});

test("a locked room shows no way in", () => {
  const shown = pageAfter(WELCOME, { ...example("scene"), locked: true });

  assert.doesNotMatch(shown, /data-testid="qr"/);
  assert.match(shown, /Locked/);
});

test("an open question has its options with their letters, the time and the count", () => {
  const frame = example("scene-question-single");
  const scene = frame.scene as QuestionScene;
  const counted: Counted = { type: "counted", step: scene.step, answered: 3, of: 5 };
  const shown = pageAfter(WELCOME, frame, counted);

  assert.equal(countOf(shown, 'class="option"'), scene.options_html.length);
  assert.match(shown, />A<\/text>/);
  assert.match(shown, /data-testid="countdown"/);
  assert.match(shown, /data-testid="counted"[^>]*>3 of 5</);
});

test("at the reveal each option has its bar, and the right one is marked by a sign and a word", () => {
  const frame = example("scene-question-single-revealed");
  const { reveal } = frame.scene as QuestionScene;
  const shown = pageAfter(WELCOME, frame);

  reveal?.tallies.forEach((tally, index) => {
    assert.match(shown, new RegExp(`data-testid="bar-${index}" data-count="${tally.count}"`));
  });
  assert.equal(countOf(shown, '<span class="only-heard">right</span>'), 1);
});

test("a poll has bars but no right answer", () => {
  const shown = pageAfter(WELCOME, example("scene-question-poll-revealed"));

  assert.match(shown, /data-testid="bar-0"/);
  assert.doesNotMatch(shown, /only-heard">right/);
});

test("what students typed is shown as text, never as HTML", () => {
  const frame = example("scene-question-numeric-revealed");
  const scene = frame.scene as QuestionScene;
  const tallies = [{ label: "<b>7</b>", count: 1, right: false, misconception: "" }];
  const shown = pageAfter(WELCOME, { ...frame, scene: { ...scene, reveal: { ...scene.reveal!, tallies } } });

  assert.match(shown, /&lt;b>7/);
});

test("a paused stage says so over any scene", () => {
  assert.match(pageAfter(WELCOME, { ...example("scene-race"), paused: true }), /class="band">Paused/);
});

test("the board begins with the points that were known before", () => {
  const frame = example("scene-leaderboard");
  const scene = frame.scene as LeaderboardScene;
  const first = [...scene.rows].sort((one, other) => (one.rank_before ?? 99) - (other.rank_before ?? 99))[0]!;
  const shown = pageAfter(WELCOME, frame);

  assert.equal(countOf(shown, 'data-testid="board-row"'), scene.rows.length);
  assert.match(shown, new RegExp(`class="points">${first.points - first.gained}<`));
});

test("a race has a lane per student up to forty; beyond, the moving top and the news", () => {
  const lanes = (count: number) => Array.from({ length: count }, (_, index) => lane(index + 1, []));
  const forty = pageAfter(WELCOME, raceShown(lanes(40)));
  const crowd = pageAfter(WELCOME, raceShown(lanes(120)), raceShown([lane(1, ["lost_update"]), ...lanes(120).slice(1)]));

  assert.equal(countOf(forty, 'data-testid="lane"'), 40);
  assert.ok(countOf(crowd, 'data-testid="lane"') < 40);
  assert.match(crowd, /Just now.*Lost update/);
});

test("a lane that finishes moves to the top by the grid, and keeps its place in the page", () => {
  const shown = pageAfter(WELCOME, raceShown([lane(1, []), lane(2, ["accepted"], 1)]));

  assert.match(shown, /class="lane" data-slide="000000000001"[^>]*grid-row:\s*2.*class="lane finished" data-slide="000000000002"[^>]*grid-row:\s*1/);
});

test("a lane tells what each run lost, and the class hears the sum", () => {
  const shown = pageAfter(WELCOME, raceShown([lane(1, ["lost_update"]), lane(2, ["deadlock"])]));
  const { money_lost: sum } = raceShown([]).scene as RaceScene;

  assert.match(shown, /data-slide="000000000001".*aria-label="Lost update".*−\$30.*data-slide="000000000002"/);
  assert.ok(shown.includes(`aria-label="$${sum} lost by this class"`));
});

test("behind the frozen board a lane tells only that something was sent", () => {
  const frozen = raceShown([{ ...lane(1, ["deadlock"]), hidden: 2 }]);
  const shown = pageAfter(WELCOME, { ...frozen, scene: { ...(frozen.scene as RaceScene), frozen: true } });

  assert.equal(countOf(shown, 'aria-label="not told yet"'), 2);
  assert.match(shown, /The board is frozen/);
});

test("a student who tried often has the newest attempts on the lane, and is told how many came before", () => {
  const shown = pageAfter(WELCOME, raceShown([lane(1, Array(9).fill("deadlock"))]));

  assert.equal(countOf(shown, 'class="mark" '), 5);
  assert.match(shown, /class="mark earlier"[^>]*>\+4</);
});

test("a race that cannot be run says why", () => {
  const frame = example("scene-race-off");
  const { off } = frame.scene as RaceScene;

  assert.notEqual(off, "");
  assert.ok(pageAfter(WELCOME, frame).includes(`class="off">${off}`));
});

test("the podium names the winner, and nobody where nobody scored", () => {
  const frame = example("scene-podium");
  const scene = frame.scene;
  assert.ok(scene.kind === "podium" && scene.rows[0]);

  assert.match(pageAfter(WELCOME, frame), new RegExp(`${scene.rows[0].name} wins!`));
  assert.match(pageAfter(WELCOME, { ...frame, scene: { ...scene, rows: [], of: 0 } }), /Nobody scored/);
});

test("a line that is down leaves the scene on the wall and says that it is tried again", () => {
  const framed = update(start(CONNECTED), { kind: "frame", frame: WELCOME, at: 0 });
  const shown = update(framed, { kind: "frame", frame: example("scene-slide"), at: 0 });
  const lost = update(shown, { kind: "line", line: { ...CONNECTED, status: "offline" } });

  assert.match(page(lost), /class="offline"[^>]*>Offline. Trying again./);
  assert.match(page(lost), /class="slide"/);
});

function ended(reason: Bye["reason"], text: string) {
  const bye: Bye = { type: "bye", reason, text, come_back: false };
  return page(update(start(CONNECTED), { kind: "line", line: { ...CONNECTED, status: "ended", bye } }));
}

test("a room that is not there is said, with what to do", () => {
  assert.match(
    ended("unknown_room", "Compare it with the projector."),
    /There is no room with this code\..*Open the projector again from the console\./,
  );
  assert.doesNotMatch(ended("unknown_room", "Compare it with the projector."), /Compare/);
});

test("any other end is said in the server's words", () => {
  assert.match(ended("slow", "This page fell too far behind."), /This page fell too far behind\./);
});

test("a German lesson is shown in German", () => {
  assert.match(pageAfter({ ...WELCOME, language: "de-CH" }, example("scene-leaderboard")), /Rangliste/);
});
