/** The lesson's plan: what is behind, what the class sees, what is ahead.  A click shows that step. */
import type { StepLine } from "../shared/wire";
import { Press } from "./press";
import type { DeskProps } from "./props";

export function Steps({ model, desk, words, send }: DeskProps) {
  // While a move of the stage is on its way, nobody knows yet what the class sees.
  const still = desk.ended || model.pending.some(({ slot }) => slot === "stage");
  return (
    <nav class="plan" aria-labelledby="steps">
      <h2 id="steps">{words.steps}</h2>
      <ol>
        {desk.steps.map((line) => (
          <li key={line.step} class={line.state}>
            <Press
              data-testid={`step-${line.step}`}
              aria-current={line.state === "now" ? "step" : undefined}
              aria-disabled={still}
              onClick={() => still || send({ kind: "show", step: line.step })}
            >
              <span class="ordinal">{line.step + 1}</span>
              <span class="title">{line.title}</span>
              <span class="soft">{lengthOf(line, words.stepKind[line.kind])}</span>
            </Press>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** `question 0:30`, `race 8:00`, `slide`. */
function lengthOf({ seconds }: StepLine, kind: string): string {
  if (seconds === null) return kind;
  return `${kind} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
