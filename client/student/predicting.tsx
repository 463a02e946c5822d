/** Predict with one thumb: a slider with a step to either side. */

import { useState } from "preact/hooks";
import { amount, experimentWords } from "../shared/words/experiment";
import type { Ask, ExperimentScene } from "../shared/wire";
import type { Experimenting } from "./model";
import type { Tools } from "./tools";

interface Props {
  readonly scene: ExperimentScene;
  readonly mine: Experimenting;
  readonly tools: Tools;
}

export function Predicting({ scene, mine, tools: { words, send } }: Props) {
  const [numbers, setNumbers] = useState<readonly (number | null)[]>(scene.asks.map(() => null));
  const { experiment } = words.own;
  const ready = numbers.every((number) => number !== null);
  const change = (place: number, number: number) =>
    setNumbers(numbers.map((other, index) => (index === place ? number : other)));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (ready) send({ type: "predict", numbers: numbers as readonly number[] });
  };
  return (
    <form class="predicting" onSubmit={submit}>
      {scene.asks.map((ask, place) => (
        <Slider
          key={place}
          ask={ask}
          label={experiment.asks[scene.activity][place] ?? ""}
          number={numbers[place] ?? null}
          scene={scene}
          change={(number) => change(place, number)}
          tools={{ words, send }}
        />
      ))}
      <button class="button main wide" data-testid="send-prediction" disabled={!ready || mine.predict !== null}>
        {mine.predict === null ? experiment.predict : experiment.sending}
      </button>
    </form>
  );
}

interface SliderProps {
  readonly ask: Ask;
  readonly label: string;
  readonly number: number | null;
  readonly scene: ExperimentScene;
  readonly change: (number: number) => void;
  readonly tools: Tools;
}

/** Nothing is chosen at first, so that the middle is nobody's prediction by accident. */
function Slider({ ask, label, number, scene, change, tools: { words } }: SliderProps) {
  const said = experimentWords(words.language);
  const middle = rounded((ask.low + ask.high) / 2, ask);
  const step = (by: number) => change(rounded((number ?? middle) + by * ask.by, ask));
  const shown = number === null ? words.own.experiment.notYet : amount(number, scene.activity, said);
  return (
    <div class="slider">
      <label>
        <span>{label}</span>
        <output class="guess figures">{shown}</output>
        <input
          type="range"
          min={ask.low}
          max={ask.high}
          step={ask.by}
          value={number ?? middle}
          class={number === null ? "untouched" : ""}
          aria-valuetext={shown}
          data-testid="guess"
          onInput={(event) => change(rounded(event.currentTarget.valueAsNumber, ask))}
          onClick={(event) => change(rounded(event.currentTarget.valueAsNumber, ask))}
        />
      </label>
      <button type="button" class="button" aria-label={words.own.experiment.less} onClick={() => step(-1)}>
        −
      </button>
      <button type="button" class="button" aria-label={words.own.experiment.more} onClick={() => step(1)}>
        +
      </button>
    </div>
  );
}

/** To the control's own steps, without the dust that tenths leave behind. */
export function rounded(number: number, { low, high, by }: Ask): number {
  const steps = Math.round((Math.min(high, Math.max(low, number)) - low) / by);
  return Number((low + steps * by).toFixed(3));
}
