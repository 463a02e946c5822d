import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import type { Console } from "../../../client/console/model";
import { Page } from "../../../client/console/page";
import { requestFor } from "../../../client/console/requests";
import { consoleWords } from "../../../client/console/words";
import { consoleAfter, DESK, example, having, ROSTER } from "./made";

const KEY = "key-00000001";

function page(model: Console, language = "en") {
  return render(<Page model={model} words={consoleWords(language)} send={() => {}} theme="light" onTheme={() => {}} />);
}

test("who waits stands at the door with their name, and can be let in or turned away", () => {
  const model = consoleAfter({ ...DESK, approval: true }, ROSTER);
  const [first] = ROSTER.waiting;
  const shown = page(model);

  assert.ok(shown.includes(first!.name) && shown.includes(`Let ${first!.name} in`));
  assert.match(shown, /data-testid="approval"[^>]*aria-pressed="true"|aria-pressed="true"[^>]*data-testid="approval"/);
  assert.deepEqual(requestFor(model, { kind: "admit", players: [first!.player] }, KEY), {
    type: "admit",
    key: KEY,
    players: [first!.player],
  });
});

test("two who wait can be let in with one press", () => {
  const two = { ...ROSTER, waiting: [...ROSTER.waiting, { player: "00000000000d", name: "Calm Heron" }] };

  assert.match(page(consoleAfter(DESK, two)), /Let all 2 in/);
});

test("clearing newcomers is asked twice, and says what becomes of them", () => {
  const model = having(consoleAfter(DESK), { kind: "confirm", confirming: { what: "clear" } });

  assert.match(page(model), /may ask to join again/);
  assert.equal(requestFor(model, { kind: "confirm", confirming: { what: "clear" } }, KEY), null);
  assert.deepEqual(requestFor(model, { kind: "confirmed" }, KEY), { type: "clear_newcomers", key: KEY });
});

test("the link for another device is shown until it is closed", () => {
  const shown = consoleAfter(DESK, example("device_link"));

  assert.match(page(shown, "de"), /Noch eine Konsole/);
  assert.match(page(shown), /works once/);
  assert.equal(having(shown, { kind: "dismiss", what: "dialog" }).device, null);
  assert.deepEqual(requestFor(shown, { kind: "sign-out", others: true }, KEY), { type: "sign_out", key: KEY, others: true });
});
