import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "preact-render-to-string";
import { Findings, Headline } from "../../../client/shared/found";
import { amount, binName, experimentWords } from "../../../client/shared/words/experiment";
import type { ExperimentScene } from "../../../client/shared/wire";
import { example } from "../projector/made";

const words = experimentWords("en");
const scene = (name: string) => example(`scene-experiment-${name}`).scene as ExperimentScene;
const drawn = (name: string) => render(<Findings scene={scene(name)} words={words} />);

test("each bar of the histogram says its counts, and the longest of each kind fills its place", () => {
  const html = drawn("compared");
  const { bins } = scene("compared").found!;

  bins.forEach((bin, index) => {
    assert.match(html, new RegExp(`data-testid="bin-${index}" data-shown="${bin.shown}" data-predicted="${bin.predicted}"`));
  });
  assert.equal((html.match(/is-shown" style="width:\s*100%/g) ?? []).length, 1);
  assert.equal((html.match(/is-predicted" style="width:\s*100%/g) ?? []).length, 1);
});

test("the headline counts how many runs reached 200, and how many plain ones", () => {
  const html = render(<Headline scene={scene("compared")} words={words} />);

  assert.match(html, /11 of 81 runs reached 200.*81 of 81/);
});

test("bars side by side stand to each other as what they measure, with what was said on each", () => {
  const html = drawn("worker-compared");

  assert.match(html, /measure-main-thread"[^]*width:\s*100%[^]*measure-worker"[^]*width:\s*1\.7/);
  assert.match(html, /1,014 ms[^]*predicted 500 ms[^]*18 ms[^]*predicted 120 ms/);
});

test("what could not be measured is said, and what is still being measured too", () => {
  assert.match(drawn("not-measured"), /too busy/);
  const waiting = { ...scene("not-measured"), measuring: true, found: { ...scene("not-measured").found!, why: "" } };
  assert.match(render(<Findings scene={waiting} words={words} />), /measuring/);
});

test("numbers carry their unit, in the lesson's language", () => {
  const german = experimentWords("de-AT");

  assert.equal(amount(1014.2, "main-thread", words), "1,014 ms");
  assert.equal(amount(1.84, "processes", german), "1,8 ×");
  assert.equal(binName({ low: 3000, high: null, predicted: 0, shown: 0, plain: 0 }, "main-thread", german), "ab 3.000 ms");
  assert.equal(binName({ low: 200, high: 200, predicted: 0, shown: 0, plain: 0 }, "counter", words), "200");
});
