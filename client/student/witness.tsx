/** The schedule that made a submission fail: one row per step, each in the character of its thread. */

import type { Step, Witness } from "../shared/report";
import { Shape, inkOf, letterOf } from "../shared/shapes";
import type { Tools } from "./tools";

interface Props {
  readonly witness: Witness;
  /** The line that is shown in the editor now. */
  readonly shownLine: number | null;
  readonly tools: Tools;
}

const LAST = 24; // of a long schedule the end tells the story; what came before is one tap away

export function WitnessSteps({ witness, shownLine, tools }: Props) {
  const { race } = tools.words.own;
  const early = Math.max(0, witness.steps.length - LAST);
  const rows = witness.steps.map((step, index) => (
    <StepRow
      key={index}
      step={step}
      switched={witness.steps[index - 1]?.thread !== step.thread}
      shown={step.line === shownLine}
      tools={tools}
    />
  ));
  return (
    <section class="witness" data-testid="witness">
      <h2>{race.witness}</h2>
      {witness.story && <p>{witness.story}</p>}
      <p class="hint">{race.witnessHint}</p>
      {early > 0 && (
        <details>
          <summary>{race.earlier(early)}</summary>
          <ol class="steps">{rows.slice(0, early)}</ol>
        </details>
      )}
      <ol class="steps">{rows.slice(early)}</ol>
      <dl class="outcomes figures">
        <dt>{race.expected}</dt>
        <dd>{witness.expected}</dd>
        <dt>{race.observed}</dt>
        <dd>{witness.observed}</dd>
      </dl>
      {witness.gil_reachable === false && <p class="hint">{race.hidden}</p>}
    </section>
  );
}

interface StepProps {
  readonly step: Step;
  /** Another thread ran before this step. */
  readonly switched: boolean;
  readonly shown: boolean;
  readonly tools: Tools;
}

/** Line 0 is the judge's own call: there is no line of the student's to show. */
function StepRow({ step, switched, shown, tools: { words, send } }: StepProps) {
  const { race, op } = words.own;
  return (
    <li class={switched ? "switched" : ""}>
      <button
        type="button"
        class={`step${shown && step.line > 0 ? " shown" : ""}`}
        aria-pressed={shown && step.line > 0}
        disabled={step.line === 0}
        onClick={() => send({ type: "show_line", line: step.line })}
      >
        {step.thread >= 0 ? <Shape of={step.thread} title={`${race.thread} ${letterOf(step.thread)}`} /> : <span />}
        {step.line > 0 && <span class="line figures">{race.line(step.line)}</span>}
        <span class={`does ${inkOf(step.thread)}${step.line > 0 ? "" : " whole"}`}>
          {op[step.op] ?? step.op} <code>{step.target}</code>
        </span>
        {step.value !== "" && <code class="value figures">{step.value}</code>}
      </button>
    </li>
  );
}
