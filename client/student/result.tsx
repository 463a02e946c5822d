/** How the student did on the question whose answer is out: the word, the points, the place. */

import { Mark } from "../shared/verdicts";
import type { Belief, MyResult, You } from "../shared/wire";
import { Neighbours } from "./board";
import { BeliefText } from "./learned";
import type { Model } from "./model";
import type { Tools } from "./tools";

interface Props {
  readonly model: Model;
  readonly tools: Tools;
}

/** The marks that are drawn beside their word. */
const drawn: Partial<Record<MyResult["mark"], boolean | null>> = { right: true, partly: null, wrong: false };

export function Result({ model, tools }: Props) {
  const you = model.you?.value;
  const scene = model.shown?.value.scene;
  if (!you?.result || scene?.kind !== "question" || you.step !== scene.step) return null;
  return (
    <section class={`result of-${you.result.mark}`} data-testid="result" data-mark={you.result.mark}>
      <p class="mark">
        {you.result.mark in drawn && <Mark right={drawn[you.result.mark] ?? null} />}
        {tools.words.own.mark[you.result.mark]}
      </p>
      {you.result.mark !== "poll" && <Earned result={you.result} you={you} tools={tools} />}
    </section>
  );
}

function Earned({ result, you, tools }: { readonly result: MyResult; readonly you: You; readonly tools: Tools }) {
  const { words } = tools;
  return (
    <>
      <p class="earned figures">
        <strong>{words.points(result.points)}</strong>
        {result.speed_bonus > 0 && <span>{words.own.bonus(result.speed_bonus)}</span>}
        {result.streak > 1 && <span>{words.own.streak(result.streak)}</span>}
      </p>
      <Shown beliefs={result.beliefs} />
      {result.late_joiner && <p class="hint">{words.own.mark.late}</p>}
      <details class="standings">
        <summary class="figures">
          {words.own.board.place}: <strong>{words.rankOf(you.rank, you.of)}</strong>
        </summary>
        <Neighbours rows={you.neighbours} own={you.player} tools={tools} />
      </details>
    </>
  );
}

/** What the answer shows, and the sentence that mends it. */
function Shown({ beliefs }: { readonly beliefs: readonly Belief[] }) {
  if (beliefs.length === 0) return null;
  return (
    <ul class="beliefs" data-testid="beliefs">
      {beliefs.map((belief) => (
        <li key={belief.name}>
          <BeliefText belief={belief} read="" />
        </li>
      ))}
    </ul>
  );
}
