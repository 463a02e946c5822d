/** The answer is out: bars grow once, the right one is marked by more than its colour, and why. */
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

export function Revealed({ scene, reveal, words }: RevealedProps) {
  const why = reveal.explanation_html ? <Prose class="why" html={reveal.explanation_html} /> : null;
  const beside = codeLines(scene.prompt_html) > 8;
  return (
    <div class={beside ? "question revealed with-code" : "question revealed"}>
      <Fit on={scene.prompt_html + reveal.explanation_html} largest={1.4} class="ask">
        <h1>{scene.title}</h1>
        <Prose html={scene.prompt_html} />
        {beside ? null : why}
      </Fit>
      <section class="outcome">
        <Summary scene={scene} reveal={reveal} words={words} />
        <Fit on={JSON.stringify(reveal) + scene.options_html.join("\n")} largest={1.25}>
          <Bars scene={scene} reveal={reveal} words={words} />
          {scene.form === "ordering" ? <RightOrder scene={scene} reveal={reveal} words={words} /> : null}
          {beside ? why : null}
        </Fit>
      </section>
    </div>
  );
}

function Summary({ scene, reveal, words }: RevealedProps) {
  if (reveal.answered === 0) return <p class="summary">{words.noAnswers}</p>;
  if (scene.form === "poll") return <p class="summary">{words.votes(reveal.answered)}</p>;
  return <p class="summary figures">{words.gotItRight(reveal.right_count, reveal.answered)}</p>;
}

/** One bar per option; for typed answers one per answer, and the right one in words if nobody gave it. */
function Bars({ scene, reveal, words }: RevealedProps) {
  const most = Math.max(1, ...reveal.tallies.map((tally) => tally.count));
  const options = scene.form === "ordering" ? [] : scene.options_html;
  const typed = options.length === 0;
  return (
    <>
      {typed && scene.form !== "ordering" ? (
        <p class="right-label">
          <Mark right /> <span class="soft">{words.rightAnswer}</span> <strong>{reveal.right_label}</strong>
        </p>
      ) : null}
      <ol class={typed ? "bars typed" : "bars"}>
        {reveal.tallies.map((tally, index) => (
          <Bar key={index} index={index} tally={tally} most={most} html={options[index] ?? null} words={words} />
        ))}
      </ol>
    </>
  );
}

interface BarProps {
  readonly index: number;
  readonly tally: Tally;
  readonly most: number;
  readonly html: string | null;
  readonly words: StageWords;
}

function Bar({ index, tally, most, html, words }: BarProps) {
  const kind = tally.right === null ? "poll" : tally.right ? "right" : "wrong";
  return (
    <li class={`outcome-of ${kind}`} data-testid={`bar-${index}`} data-count={tally.count}>
      <div class="answer">
        {html === null ? <code>{tally.label}</code> : <Shape of={index} />}
        {html === null ? null : <Prose html={html} />}
        {tally.right ? <Mark right /> : null}
        {tally.right ? <span class="only-heard">{words.right}</span> : null}
      </div>
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
