/** A question whose answer is out: what was right, what the class said, and why. */

import { Prose } from "../shared/html";
import { Shape, letterOf } from "../shared/shapes";
import { Mark } from "../shared/verdicts";
import type { QuestionScene, Reveal, Tally } from "../shared/wire";
import { lessonWords } from "../shared/words/lesson";
import type { Answering } from "./model";
import type { Tools } from "./tools";

interface Props {
  readonly scene: QuestionScene;
  readonly reveal: Reveal;
  readonly mine: Answering;
  readonly tools: Tools;
}

export function Revealed(props: Props) {
  const { reveal, tools } = props;
  return (
    <>
      {solution(props)}
      {reveal.explanation_html && (
        <section class="explanation" data-testid="explanation">
          <h2>{tools.words.own.question.explanation}</h2>
          <Prose html={reveal.explanation_html} />
        </section>
      )}
    </>
  );
}

function solution(props: Props) {
  switch (props.scene.form) {
    case "numeric":
    case "text":
      return <TypedSolution {...props} />;
    case "ordering":
      return <OrderSolution {...props} />;
    case "matching":
      return <PairsSolution {...props} />;
    default:
      return <OptionsSolution {...props} />;
  }
}

function OptionsSolution({ scene, reveal, mine, tools }: Props) {
  return (
    <ul class="options revealed">
      {scene.options_html.map((html, index) => {
        const tally = reveal.tallies[index];
        const chosen = mine.saved && mine.composed.picks.includes(index);
        return (
          <li key={index} class={`option${tally?.right ? " right" : ""}${chosen ? " chosen" : ""}`}>
            <Shape of={index} />
            <span class="only-heard">{letterOf(index)}</span>
            <div>
              <Prose html={html} />
              <TallyNote tally={tally} chosen={chosen} tools={tools} />
              {reveal.whys_html[index] && <Prose class="why-not" html={reveal.whys_html[index]} />}
            </div>
            {(tally?.right || (chosen && tally?.right === false)) && <Mark right={tally.right} />}
          </li>
        );
      })}
    </ul>
  );
}

function TallyNote({ tally, chosen, tools }: { tally: Tally | undefined; chosen: boolean; tools: Tools }) {
  const { question } = tools.words.own;
  const { right, wrong } = tools.words;
  return (
    <p class="tally figures">
      {tally && question.count(tally.count)}
      {chosen && <strong> · {question.yours}</strong>}
      {tally?.right !== null && <span class="only-heard">, {tally?.right ? right : wrong}</span>}
    </p>
  );
}

function TypedSolution({ scene, reveal, mine, tools }: Props) {
  const { question } = tools.words.own;
  return (
    <dl class="typed-solution">
      <dt>{question.rightAnswer}</dt>
      <dd class="figures">
        <Mark right /> {reveal.right_label} {scene.unit}
      </dd>
      {mine.saved && (
        <>
          <dt>{question.yoursTitle}</dt>
          <dd class="figures">{mine.composed.typed}</dd>
        </>
      )}
    </dl>
  );
}

function OrderSolution({ scene, reveal, mine, tools }: Props) {
  const { question } = tools.words.own;
  return (
    <section>
      <h2>{question.rightAnswer}</h2>
      <ol class="ordering revealed">
        {reveal.right_order.map((option, place) => (
          <li key={option}>
            <Shape of={option} />
            <span class="only-heard">{letterOf(option)}</span>
            <Prose html={scene.options_html[option] ?? ""} />
            {mine.saved && <Mark right={mine.composed.order[place] === option} />}
          </li>
        ))}
      </ol>
      {mine.saved && (
        <p class="hint">
          {question.yoursTitle}: {mine.composed.order.map(letterOf).join(" ")}
        </p>
      )}
    </section>
  );
}

/** Each item with what belongs to it; where the student put something else, that too. */
function PairsSolution({ scene, reveal, mine, tools }: Props) {
  const { question } = tools.words.own;
  const { matching } = lessonWords(tools.words.language);
  return (
    <section>
      <h2>{question.rightAnswer}</h2>
      <ol class="matched">
        {reveal.right_order.map((option, item) => {
          const put = mine.composed.pairs[item] ?? null;
          return (
            <li key={item}>
              <span class="ordinal">{item + 1}</span>
              <Prose html={scene.items_html[item] ?? ""} />
              {mine.saved && <Mark right={put === option} />}
              <div class="pair">
                <Shape of={option} title={letterOf(option)} />
                <Prose html={scene.options_html[option] ?? ""} />
              </div>
              {mine.saved && put !== option && (
                <p class="tally">{put === null ? matching.yoursNone : matching.yours(letterOf(put))}</p>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
