/** What has been answered so far: for the instructor's eyes, while the class still thinks. */
import { Shape } from "../shared/shapes";
import { Mark } from "../shared/verdicts";
import type { QuestionScene, Tally } from "../shared/wire";
import type { DeskProps } from "./props";
import type { ConsoleWords } from "./words";

export function Answers({ model, desk, words }: DeskProps) {
  const scene = model.stage.shown?.scene;
  if (scene?.kind !== "question" || desk.ended) return null;
  const tallies = model.answers?.step === scene.step ? model.answers.tallies : [];
  const most = Math.max(1, ...tallies.map((tally) => tally.count));
  return (
    <section class="answers" aria-labelledby="answers">
      <h2 id="answers">{words.liveAnswers}</h2>
      {desk.answer_label ? (
        <p>
          <span class="soft">{words.rightAnswer}</span> <strong>{desk.answer_label}</strong>
        </p>
      ) : null}
      <ul>
        {tallies.map((tally, index) => (
          <Row key={index} tally={tally} index={index} most={most} lettered={isLettered(scene)} words={words} />
        ))}
      </ul>
    </section>
  );
}

/** Answers that are options have their letter and shape; typed ones and orders stand as they are. */
function isLettered({ form }: QuestionScene): boolean {
  return form === "single" || form === "multiple" || form === "truefalse" || form === "poll";
}

interface RowProps {
  readonly tally: Tally;
  readonly index: number;
  readonly most: number;
  readonly lettered: boolean;
  readonly words: ConsoleWords;
}

function Row({ tally, index, most, lettered, words }: RowProps) {
  return (
    <li class={tally.right ? "right" : ""}>
      {lettered ? <Shape of={index} title={tally.label} /> : <code>{tally.label}</code>}
      {tally.misconception && tally.count > 0 ? <span class="stands-for soft">{tally.misconception}</span> : null}
      <span class="groove">
        {tally.count > 0 ? <span class="bar" style={{ width: `${(100 * tally.count) / most}%` }} /> : null}
      </span>
      <span class="figures">{tally.count}</span>
      {tally.right ? (
        <span class="is-right">
          <Mark right />
          <span class="only-heard">{words.right}</span>
        </span>
      ) : null}
    </li>
  );
}
