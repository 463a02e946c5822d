/** The schedule that made a submission fail: one row per step, each in the character of its thread. */

import type { Witness, WitnessStep } from "../shared/report";
import { Shape, inkOf, letterOf } from "../shared/shapes";
import type { Tools } from "./tools";

interface Props {
  readonly witness: Witness;
  /** The line that is shown in the editor now. */
  readonly shownLine: number | null;
  readonly tools: Tools;
}

export function WitnessSteps({ witness, shownLine, tools }: Props) {
  const { race } = tools.words.own;
  return (
    <section class="witness" data-testid="witness">
      <h2>{race.witness}</h2>
      {witness.story && <p>{witness.story}</p>}
      <p class="hint">{race.witnessHint}</p>
      <ol class="steps">
        {witness.steps.map((step, index) => (
          <Step
            key={index}
            step={step}
            switched={witness.steps[index - 1]?.thread !== step.thread}
            shown={step.line === shownLine}
            tools={tools}
          />
        ))}
      </ol>
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
  readonly step: WitnessStep;
  /** Another thread ran before this step. */
  readonly switched: boolean;
  readonly shown: boolean;
  readonly tools: Tools;
}

function Step({ step, switched, shown, tools: { words, send } }: StepProps) {
  const { race, op } = words.own;
  return (
    <li class={switched ? "switched" : ""}>
      <button
        type="button"
        class={`step${shown ? " shown" : ""}`}
        aria-pressed={shown}
        onClick={() => send({ type: "show_line", line: step.line })}
      >
        <Shape of={step.thread} title={`${race.thread} ${letterOf(step.thread)}`} />
        <span class="line figures">{race.line(step.line)}</span>
        <span class={`does ${inkOf(step.thread)}`}>
          {op[step.op] ?? step.op} <code>{step.target}</code>
        </span>
        {step.value !== "" && <code class="value figures">{step.value}</code>}
      </button>
    </li>
  );
}
