/** The glossary: one tap away, searched on the page, fetched once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Glossary } from "../../../client/shared/wire";
import { found } from "../../../client/student/glossary";
import type { Message } from "../../../client/student/model";
import { update } from "../../../client/student/update";
import { view } from "../../../client/student/view";
import { example, seated } from "./story";

declare const REPOSITORY: string;
const path = join(REPOSITORY, "schema", "examples", "fetched", "glossary.json");
const { terms } = JSON.parse(readFileSync(path, "utf8")) as Glossary;

function page(...messages: readonly Message[]): string {
  const model = messages.reduce(update, seated(example("scene-question-single")));
  return render(view(model, () => undefined) as never);
}

test("it is one tap away from a running question, which stays under it", () => {
  const closed = page({ type: "got_glossary", terms });
  const open = page({ type: "got_glossary", terms }, { type: "show_glossary", shown: true });

  assert.match(closed, /data-testid="glossary"/);
  assert.doesNotMatch(closed, /role="dialog"/);
  assert.match(open, /role="dialog"/);
  assert.match(open, /data-testid="option-0"/);
  assert.equal(open.split('data-testid="term"').length - 1, terms.length);
});

test("terms are found by their name first, then by what is said of them", () => {
  assert.deepEqual(found(terms, "lo").map(({ term }) => term), ["lock"]);
  assert.deepEqual(found(terms, "thread").map(({ term }) => term), ["heap", "lock"]);
  assert.deepEqual(found(terms, "nothing"), []);
});

test("where it cannot be fetched it says so, and can be asked for again", () => {
  const failed: Message[] = [{ type: "show_glossary", shown: true }, { type: "got_glossary", terms: null }];

  assert.match(page(...failed), /could not be fetched.*Try again/s);
  assert.match(page(...failed, { type: "retry_glossary" }), /Fetching the terms/);
});
