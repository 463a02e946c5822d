/** The run that made a submission fail, in the player; the student decides whether it may be shown with their name. */

import { useMemo, useState } from "preact/hooks";
import type { Report, Witness } from "../shared/report";
import { runOf } from "../shared/run/witness";
import type { Attempt } from "../shared/wire";
import { PlayerHost } from "./player-host";
import type { Tools } from "./tools";

interface Props {
  readonly report: Report;
  readonly witness: Witness;
  readonly attempt: Attempt;
  readonly step: number;
  readonly tools: Tools;
}

export function WitnessPlayer({ report, witness, attempt, step, tools }: Props) {
  const { race } = tools.words.own;
  const run = useMemo(() => runOf(witness, attempt.source), [attempt.report_json]);
  return (
    <section class="witness" data-testid="witness">
      <h2>{race.witness}</h2>
      {witness.story && <p>{witness.story}</p>}
      <PlayerHost key={attempt.number} run={run} tools={tools} label={race.witness} verdict={report.verdict} />
      <dl class="outcomes figures">
        <dt>{race.expected}</dt>
        <dd>{witness.expected}</dd>
        <dt>{race.observed}</dt>
        <dd>{witness.observed}</dd>
      </dl>
      {witness.gil_reachable === false && <p class="hint">{race.hidden}</p>}
      <Naming key={attempt.number} attempt={attempt} step={step} tools={tools} />
    </section>
  );
}

/** Until the student says otherwise, the projector shows the run without a name. */
function Naming({ attempt, step, tools: { words, send } }: Pick<Props, "attempt" | "step" | "tools">) {
  const { race } = words.own;
  const [said, say] = useState(attempt.named); // shown at once; the request is repeated until the server has it
  const onChange = (named: boolean) => {
    say(named);
    send({ type: "name_replay", step, attempt: attempt.number, named });
  };
  return (
    <label class="naming">
      <input
        type="checkbox"
        checked={said}
        data-testid="name-replay"
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {race.named}
        <span class="hint">{race.namedHint}</span>
      </span>
    </label>
  );
}
