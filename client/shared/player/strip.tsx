/** The whole interleaving at a glance: a row for each thread, a mark for each step, and where the viewer is. */

import type { Machine } from "../run/machine";
import { letterOf, Shape } from "../shapes";
import type { Dictionary } from "../words";

interface Props {
  readonly machines: readonly Machine[];
  readonly at: number;
  readonly words: Dictionary;
  /** Given, the strip can be dragged. */
  readonly onMove?: ((at: number) => void) | undefined;
}

export function Strip({ machines, at, words, onMove }: Props) {
  const [threads, steps] = [machines[0]?.threads ?? [], machines.slice(1)];
  const rows = Math.max(1, threads.length);
  return (
    <div class="strip-of-steps">
      <ul class="row-names" aria-hidden="true">
        {threads.map((_, who) => (
          <li key={who}>
            <Shape of={who} />
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 ${Math.max(1, steps.length)} ${rows}`} preserveAspectRatio="none" role="img" aria-label={words.run.timeline} style={{ "--rows": rows }}>
        {threads.map((_, who) => (
          <line key={who} class="row" x1="0" x2={steps.length} y1={who + 0.5} y2={who + 0.5} />
        ))}
        {steps.map(({ step, moment }, index) => (
          <rect
            key={index}
            class={`${classOf(step?.thread ?? -1)} ${index < at ? "past" : ""} ${moment ? "turning" : ""}`}
            x={index + 0.08}
            y={step && step.thread >= 0 ? step.thread + 0.15 : 0}
            width="0.84"
            height={step && step.thread >= 0 ? 0.7 : rows}
          />
        ))}
        <line class="head" x1={at} x2={at} y1="0" y2={rows} />
      </svg>
      {onMove && (
        <input
          type="range"
          min="0"
          max={steps.length}
          value={at}
          step="1"
          aria-label={words.run.position}
          aria-valuetext={words.run.place(at, steps.length)}
          onInput={(event) => onMove(Number(event.currentTarget.value))}
        />
      )}
    </div>
  );
}

function classOf(thread: number): string {
  return thread < 0 ? "nobody" : `of-${["a", "b", "c", "d"][thread] ?? "more"} at-${letterOf(thread)}`;
}
