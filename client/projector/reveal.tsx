/** The answer is out: bars grow once, the right one is marked by more than its colour, and why. */
import type { ComponentChildren } from "preact";
import { Prose } from "../shared/html";
import { Shape } from "../shared/shapes";
import { Mark } from "../shared/verdicts";
import type { QuestionScene, Reveal, Tally } from "../shared/wire";
import { Fit } from "./fit";
import { codeLines } from "./code";
import type { StageWords } from "./words";

interface RevealedProps {
  readonly scene: QuestionScene;
  readonly reveal: Reveal;
  readonly words: StageWords;
}

/** What was asked, what came of it, and below both why: each in letters that the back row can read. */
export function Revealed({ scene, reveal, words }: RevealedProps) {
  const withCode = codeLines(scene.prompt_html) > 6;
  const pairs = scene.form === "matching"; // it needs the whole width, and the items say what was asked
  return (
    <div class={`question revealed${withCode ? " with-code" : ""}${pairs ? " of-pairs" : ""}`}>
      {pairs ? (
        <div class="ask">
          <h1>{scene.title}</h1>
        </div>
      ) : (
        <Fit on={scene.prompt_html} largest={1.4} class="ask">
          <h1>{scene.title}</h1>
          <Prose html={scene.prompt_html} />
        </Fit>
      )}
      <section class="outcome">
        <Summary scene={scene} reveal={reveal} words={words} />
        <Fit on={JSON.stringify(reveal) + scene.options_html.join("\n")} largest={1.25}>
          <Bars scene={scene} reveal={reveal} words={words} />
          {scene.form === "ordering" ? <RightOrder scene={scene} reveal={reveal} words={words} /> : null}
        </Fit>
      </section>
      {reveal.explanation_html ? <Prose class="why" html={reveal.explanation_html} /> : null}
    </div>
  );
}

function Summary({ scene, reveal, words }: RevealedProps) {
  if (reveal.answered === 0) return <p class="summary">{words.noAnswers}</p>;
  if (scene.form === "poll") return <p class="summary">{words.votes(reveal.answered)}</p>;
  return <p class="summary figures">{words.gotItRight(reveal.right_count, reveal.answered)}</p>;
}

/** One bar per option or item; for typed answers one per answer, and the right one in words if nobody gave it. */
function Bars({ scene, reveal, words }: RevealedProps) {
  const most = Math.max(1, ...reveal.tallies.map((tally) => tally.count));
  const typed = scene.options_html.length === 0;
  return (
    <>
      {typed ? (
        <p class="right-label">
          <Mark right /> <span class="soft">{words.rightAnswer}</span> <strong>{reveal.right_label}</strong>
        </p>
      ) : null}
      <ol class={typed ? "bars typed" : "bars"}>
        {reveal.tallies.map((tally, index) => (
          <Bar key={index} index={index} tally={tally} most={most} says={said(scene, tally, words)} words={words}>
            <Answer scene={scene} reveal={reveal} index={index} />
          </Bar>
        ))}
      </ol>
    </>
  );
}

/** What a bar stands for: an option, an item with what belongs to it, or what was typed. */
function Answer({ scene, reveal, index }: Pick<RevealedProps, "scene" | "reveal"> & { readonly index: number }) {
  if (scene.form === "ordering" || scene.options_html.length === 0) return <code>{reveal.tallies[index]?.label}</code>;
  const option = scene.form === "matching" ? (reveal.right_order[index] ?? 0) : index;
  return (
    <>
      {scene.form === "matching" ? <Prose class="item" html={scene.items_html[index] ?? ""} /> : null}
      <Shape of={option} />
      <Prose html={scene.options_html[option] ?? ""} />
    </>
  );
}

/** A right option has a misconception only for those who left it out; an item, for those who erred. */
function said({ form }: QuestionScene, { misconception, right }: Tally, words: StageWords): string {
  if (misconception === "") return "";
  return right && form === "multiple" ? words.leftOut(misconception) : words.standsFor(misconception);
}

interface BarProps {
  readonly index: number;
  readonly tally: Tally;
  readonly most: number;
  readonly says: string;
  readonly words: StageWords;
  readonly children: ComponentChildren;
}

function Bar({ index, tally, most, says, words, children }: BarProps) {
  const kind = tally.right === null ? "poll" : tally.right ? "right" : "wrong";
  return (
    <li class={`outcome-of ${kind}`} data-testid={`bar-${index}`} data-count={tally.count}>
      <div class="answer">
        {children}
        {tally.right ? <Mark right /> : null}
        {tally.right ? <span class="only-heard">{words.right}</span> : null}
      </div>
      {says ? <p class="stands-for">{says}</p> : null}
      <div class="tally">
        {tally.count > 0 ? <div class="bar" style={{ width: `${(100 * tally.count) / most}%` }} /> : null}
        <span class="figures">{tally.count}</span>
      </div>
    </li>
  );
}

function RightOrder({ scene, reveal, words }: RevealedProps) {
  return (
    <div class="right-order">
      <p class="soft">{words.rightOrder}</p>
      <ol>
        {reveal.right_order.map((option) => (
          <li key={option}>
            <Shape of={option} />
            <Prose html={scene.options_html[option] ?? ""} />
          </li>
        ))}
      </ol>
    </div>
  );
}
