/** The failed runs of a race: a tap puts one on the projector, another takes it off. */
import { raceTime } from "../shared/clock";
import { VerdictMark } from "../shared/verdicts";
import type { FailedRun } from "../shared/wire";
import { Press } from "./press";
import type { DeskProps } from "./props";

export function FailedRunsView({ model, desk, words, send }: DeskProps) {
  const { failed } = model;
  if (!failed || failed.runs.length === 0 || desk.ended) return null;
  const tap = (run: FailedRun) =>
    run.on_stage
      ? send({ kind: "hide-replay" })
      : send({ kind: "replay", step: failed.step, player: run.player, attempt: run.attempt });
  return (
    <section class="failed-runs" aria-labelledby="failed-runs">
      <h2 id="failed-runs">{words.failedRuns}</h2>
      <p class="soft">{words.failedRunsHint}</p>
      <ul>
        {failed.runs.map((run) => (
          <li key={`${run.player}-${run.attempt}`}>
            <Press
              aria-pressed={run.on_stage}
              data-testid={`replay-${run.number}-${run.attempt}`}
              onClick={() => tap(run)}
            >
              <VerdictMark of={run.verdict} words={words} />
              <span class="whose">
                <span class="number figures">{run.number}</span> {run.name}
              </span>
              <span class="soft figures">
                {words.submission(run.attempt)}, {raceTime(run.race_ms)}
              </span>
              <span class="soft">{run.on_stage ? words.takeOff : run.named ? words.shownNamed : words.shownNameless}</span>
            </Press>
          </li>
        ))}
      </ul>
    </section>
  );
}
