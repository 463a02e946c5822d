/** An experiment as it goes on: how many have predicted, and how many have run it. */
import type { DeskProps } from "./props";

export function Trying({ model, desk, words }: DeskProps) {
  const scene = model.stage.shown?.scene;
  if (scene?.kind !== "experiment" || desk.ended) return null;
  return (
    <section class="trying" aria-labelledby="trying" data-testid="trying">
      <h2 id="trying">{words.trying}</h2>
      <p class="figures">{words.predicted(scene.predicted, scene.of)}</p>
      {scene.runs_on === "once" ? (
        scene.measuring && <p>{words.measuring}</p>
      ) : (
        <p class="figures">{words.tried(scene.tried, scene.runs)}</p>
      )}
      {scene.off && <p class="soft">{scene.off}</p>}
    </section>
  );
}
