import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import { type Console, update } from "../../../client/console/model";
import { Page } from "../../../client/console/page";
import { consoleWords } from "../../../client/console/words";
import type { Bye, ConsoleWelcome, LiveAnswers } from "../../../client/shared/wire";
import { CONNECTED, consoleAfter, DESK, example, having, move, player, ROSTER } from "./made";

function page(model: Console, language = "en") {
  return render(<Page model={model} words={consoleWords(language)} send={() => {}} theme="light" onTheme={() => {}} />);
}

function offline(model: Console): Console {
  return update(model, { kind: "line", line: { ...CONNECTED, status: "offline" } });
}

function showStep(step: number) {
  return { type: "show_step", key: `key-${step}`, step, seen: 3 } as const;
}

function roster(...players: ReturnType<typeof player>[]) {
  return { type: "roster", players, waiting: [] } as const;
}

test("without a room there are lessons to open one, and rooms to go on with", () => {
  const welcome = example("welcome") as ConsoleWelcome;
  const shown = page(consoleAfter(welcome));

  assert.match(shown, /data-testid="open-room"/);
  for (const lesson of welcome.lessons) assert.ok(shown.includes(lesson.title));
  for (const room of welcome.rooms) assert.ok(shown.includes(`data-testid="room-${room.room}"`));
});

test("a server without lessons says how to make one", () => {
  const welcome = example("welcome") as ConsoleWelcome;

  assert.match(page(consoleAfter({ ...welcome, lessons: [] })), /threadrace lesson new/);
});

test("the big button says what it does and what the class will see", () => {
  const shown = page(consoleAfter(DESK));

  assert.match(shown, new RegExp(`data-testid="main-move"[^>]*>${DESK.main!.label}<`));
  assert.ok(shown.includes(DESK.main!.hint));
});

test("while a request waits, the big button cannot be pressed again", () => {
  const waiting = update(consoleAfter(DESK), { kind: "asked", key: "k1", slot: "stage" });

  assert.match(page(waiting), /data-testid="main-move"[^>]* disabled/);
});

test("the other moves stand beside it, but the end of the lesson stands apart", () => {
  const others = [move("show_step", DESK.current! - 1), move("show_step", DESK.current! + 1), move("pause"), move("end_lesson")];
  const shown = page(consoleAfter({ ...DESK, others }));

  for (const name of ["move-back", "move-show_step", "move-pause", "end-lesson"]) {
    assert.equal(shown.split(`data-testid="${name}"`).length, 2, name);
  }
  assert.doesNotMatch(shown, /data-testid="move-end_lesson"/);
});

test("each step is there, and the one on the stage is marked", () => {
  const shown = page(consoleAfter(DESK));

  for (const { step } of DESK.steps) assert.ok(shown.includes(`data-testid="step-${step}"`));
  assert.match(shown, new RegExp(`data-testid="step-${DESK.current}" aria-current="step"`));
});

test("the class's own picture is shown, and holds no second room code to be mistaken for the first", () => {
  const shown = page(consoleAfter(DESK, example("scene")));

  assert.match(shown, /class="lobby"/);
  assert.equal(shown.split('data-testid="room-code"').length, 2);
});

test("answers so far are for the instructor's eyes, with the right one marked", () => {
  const live = example("live_answers") as LiveAnswers;
  const question = example("scene-question-single");
  assert.ok(question.type === "scene" && question.scene.kind === "question");
  const shown = page(consoleAfter(DESK, question, { ...live, step: question.scene.step }));

  assert.match(shown, /Answers so far/);
  assert.equal(shown.split('<span class="only-heard">right</span>').length, 2);
});

test("time can be added while a clock runs", () => {
  assert.match(page(consoleAfter(DESK, example("scene-question-single"))), /data-testid="move-extend_time"/);
  assert.doesNotMatch(page(consoleAfter(DESK, example("scene-slide"))), /data-testid="move-extend_time"/);
});

test("every student has a row; an open one can be renamed and removed", () => {
  const model = consoleAfter(DESK, ROSTER);
  const first = ROSTER.players[0]!;
  const shown = page(having(model, { kind: "select", player: first.player }));

  for (const { number } of ROSTER.players) assert.ok(shown.includes(`data-testid="player-${number}"`));
  assert.equal(shown.split('data-testid="rename-').length, 2);
  assert.ok(shown.includes(`data-testid="remove-${first.number}"`));
});

test("a filter shows only whom it concerns, and everybody once it concerns nobody", () => {
  const stuck = having(consoleAfter(DESK, roster(player(1, { attempts: 4 }), player(2))), { kind: "filter", filter: "stuck" });
  const solved = update(stuck, { kind: "frame", frame: roster(player(1), player(2)), at: 0 });

  assert.equal(page(stuck).split('data-testid="player-').length, 2);
  assert.equal(page(solved).split('data-testid="player-').length, 3);
});

test("what cannot be taken back is asked for by name", () => {
  const model = consoleAfter(DESK, roster(player(7)));
  const asked = having(model, { kind: "confirm", confirming: { what: "remove", player: player(7).player } });

  assert.match(page(asked), /Remove Student 7 from the room\?.*data-testid="confirm"/);
});

test("a student's code is shown with the line that the verdict speaks of", () => {
  assert.match(page(consoleAfter(DESK, example("submissions"))), /class="code-line hit">[^<]*seen = balance/);
});

test("a class board names its class", () => {
  const board = example("class_board");
  assert.ok(board.type === "class_board");

  assert.ok(page(consoleAfter(DESK, board)).includes(`Leaderboard of ${board.series}`));
});

test("an ended lesson offers its results and nothing to press", () => {
  const shown = page(consoleAfter({ ...DESK, ended: true, main: null, others: [] }));

  assert.match(shown, new RegExp(`href="/console/${DESK.room}/results.csv"`));
  assert.doesNotMatch(shown, /data-testid="(main-move|end-lesson)"/);
});

test("a line that is down is said, and that the class goes on", () => {
  assert.match(page(offline(consoleAfter(DESK))), /Offline\. The class goes on without this console; it comes back by itself\./);
});

test("why the line is down is said, where that is known", () => {
  const why = { ...CONNECTED, status: "offline", why: "The server is there, but its database does not answer." } as const;

  assert.match(page(update(consoleAfter(DESK), { kind: "line", line: why })), /comes back by itself\. The server is there, but its database/);
});

test("while the line is down nothing can be pressed that the server would have to hear, and each says why", () => {
  const model = having(consoleAfter(example("welcome"), DESK, ROSTER, example("failed_runs"), example("scene-question-single")), {
    kind: "select",
    player: ROSTER.players[0]!.player,
  });
  const buttons = (html: string) => html.match(/<button[^>]*data-testid="[^"]*"[^>]*>/g) ?? [];
  const turnsThePage = ["invite", "player-"];

  for (const button of buttons(page(offline(model)))) {
    const name = /data-testid="([^"]*)"/.exec(button)![1]!;
    const local = turnsThePage.some((one) => name.startsWith(one));
    assert.equal(/ disabled/.test(button), !local, name);
    assert.equal(/title="Offline: /.test(button), !local, name);
  }
  assert.ok(buttons(page(model)).length > 20 && !buttons(page(model)).some((button) => / disabled/.test(button)));
});

test("before a room is chosen, none can be opened or turned to while the line is down", () => {
  const html = page(offline(consoleAfter(example("welcome"))));

  assert.match(html, /data-testid="open-room"[^>]* disabled/);
  assert.match(html, /data-testid="room-[^>]* disabled/);
});

test("a dialog that stands open when the line goes down says why its yes cannot be pressed", () => {
  const ending = having(consoleAfter(DESK), { kind: "confirm", confirming: { what: "end" } });
  const html = page(offline(ending));

  assert.match(html, /<dialog[^]*Offline: this can be pressed again when the line is back\.[^]*<\/dialog>/);
  assert.match(html, /data-testid="confirm"[^>]* disabled/);
  assert.doesNotMatch(page(ending), /Offline/);
});

test("while a move is on its way no step can be shown: nobody knows yet what the class sees", () => {
  const waiting = update(consoleAfter(DESK), { kind: "asked", key: "k1", slot: "stage" });

  assert.match(page(waiting), /data-testid="step-0"[^>]*aria-disabled="true"/);
  assert.doesNotMatch(page(update(consoleAfter(DESK), { kind: "asked", key: "k1", slot: "" })), /data-testid="step-0"[^>]*aria-disabled="true"/);
});

test("what was not done because the line broke is said by its name, in the instructor's language", () => {
  const model = [showStep(7), { type: "end_lesson", key: "k2" } as const].reduce(
    (now, request) => update(now, { kind: "dropped", request }),
    consoleAfter(DESK),
  );

  assert.match(page(model), /Not done, because you were offline: Show step 8, End the lesson\. Do it again if you still want it\./);
  assert.match(page(model, "de"), /Nicht ausgeführt, weil Sie offline waren: Schritt 8 zeigen, Lektion beenden\./);
  assert.doesNotMatch(page(having(model, { kind: "dismiss", what: "undone" })), /Not done/);
});

test("who may not be here is told which link to use", () => {
  const bye: Bye = { type: "bye", reason: "not_allowed", text: "This browser has no key.", come_back: false };
  const ended = update(consoleAfter(), { kind: "line", line: { ...CONNECTED, status: "ended", bye } });

  assert.match(page(ended), /This browser has no key\..*link that the server printed/);
});

test("a German lesson has a German console, moves included", () => {
  assert.match(page(consoleAfter(DESK), "de"), /data-testid="main-move"[^>]*>Frage schließen</);
});

test("how submissions are confined is always in sight, and why code is off", () => {
  const fine = page(consoleAfter(DESK, example("judge")));
  const off = page(consoleAfter(DESK, example("judge-off")), "de");

  assert.match(fine, /data-level="isolated"/);
  assert.match(fine, /4 submissions wait/);
  assert.match(off, /data-level="off"/);
  assert.match(off, /Rennen sind aus\. the sandbox was isolated and is filter now/);
});
