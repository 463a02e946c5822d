/** A run on the stage: a tour that the class walks through, or how a submission failed. */
import { useMemo } from "preact/hooks";
import { RunScene } from "../shared/player/scene";
import { machinesOf } from "../shared/run/derive";
import { VerdictMark } from "../shared/verdicts";
import type { ReplayScene, TourScene } from "../shared/wire";
import type { StageWords } from "./words";

export function Tour({ scene, words }: { readonly scene: TourScene; readonly words: StageWords }) {
  const machines = useMemo(() => machinesOf(scene.run), [scene.step]);
  return (
    <div class="run-on-stage">
      <div class="heading">
        <h1>{scene.title}</h1>
        <p class="figures soft">{words.run.place(scene.at, scene.run.steps.length)}</p>
      </div>
      <RunScene run={scene.run} machines={machines} at={scene.at} words={words} />
    </div>
  );
}

/** The run is the same as long as its number is; what came out is told at its end. */
export function Replay({ scene, words }: { readonly scene: ReplayScene; readonly words: StageWords }) {
  const machines = useMemo(() => machinesOf(scene.run, scene.verdict), [scene.serial]);
  return (
    <div class="run-on-stage">
      <div class="heading">
        <h1>
          <VerdictMark of={scene.verdict} words={words} />
        </h1>
        <p class="whose">
          {scene.number === null ? (
            <span class="soft">{words.nameless}</span>
          ) : (
            <>
              <span class="number">{scene.number}</span> {scene.name}
            </>
          )}
        </p>
        <p class="figures soft">{words.run.place(scene.at, scene.run.steps.length)}</p>
      </div>
      <RunScene run={scene.run} machines={machines} at={scene.at} words={words} story={scene.story} />
    </div>
  );
}
