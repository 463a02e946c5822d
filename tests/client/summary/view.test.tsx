/** The summary page: all that is the student's, and what this browser keeps of it. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import type { Summary } from "../../../client/shared/wire";
import { asFile, keepSummary, keptSummary } from "../../../client/summary/keep";
import { Missing, Page } from "../../../client/summary/view";

declare const REPOSITORY: string;
const path = join(REPOSITORY, "schema", "examples", "fetched", "summary.json");
const summary = JSON.parse(readFileSync(path, "utf8")) as Summary;

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

test("it has every question, every attempt with its story, and what to mend", () => {
  const page = render(<Page summary={summary} at={null} />);

  for (const { title, right_label } of summary.questions) assert.ok(page.includes(title) && page.includes(right_label));
  assert.match(page, /A reads 100. B reads 100./);
  assert.match(page, /“One line is one step”/);
  assert.match(page, /rank 2 of 24/);
});

test("code is shown as text, never as HTML", () => {
  const race = { ...summary.races[0]!, source: "<img src=x>" };

  assert.match(render(<Page summary={{ ...summary, races: [race] }} at={null} />), /&lt;img src=x>/);
});

test("what was fetched once is shown again without a server, with its day", () => {
  const keeper = memory();
  keepSummary(keeper, "/summary/A/b", summary, 1_790_000_000_000);

  assert.deepEqual(keptSummary(keeper, "/summary/A/b"), { summary, at: 1_790_000_000_000 });
  assert.equal(keptSummary(keeper, "/summary/A/c"), null);
  assert.match(render(<Page {...keptSummary(keeper, "/summary/A/b")!} />), /kept on September/);
  assert.match(render(<Missing language="de" reached />), /keine Zusammenfassung mehr/);
});

test("the file to keep needs nothing from anywhere", () => {
  const file = asFile("A <b>", "en", "<main></main>", "p{}");

  assert.match(file, /<title>A &lt;b><\/title><style>p\{\}<\/style>/);
  assert.doesNotMatch(file, /script|href|src=/);
});
