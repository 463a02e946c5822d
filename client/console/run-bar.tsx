/** The run on the projector: where it is, and play, which moves it for the whole class. */
import { isConnected } from "./model";
import { Press } from "./press";
import type { DeskProps } from "./props";

export function RunBar({ model, desk, words, send }: DeskProps) {
  const { run } = desk;
  if (!run) return null;
  const { place, play, pause, again, position } = words.run;
  return (
    <div class="run-bar">
      <Press class="button" data-testid="play-run" onClick={() => send({ kind: "play" })}>
        {model.playing ? pause : run.at === run.of ? again : play}
      </Press>
      <input
        type="range"
        disabled={!isConnected(model)}
        min="0"
        max={run.of}
        value={run.at}
        step="1"
        aria-label={position}
        aria-valuetext={place(run.at, run.of)}
        data-testid="run-position"
        onChange={(event) => send({ kind: "run", step: run.step, at: Number(event.currentTarget.value), byHand: true })}
      />
      <span class="figures soft" data-testid="run-place">
        {place(run.at, run.of)}
      </span>
    </div>
  );
}
