/** A run on the phone: a tour, in step with the projector or at the student's own pace; a replay, if one is shown. */

import { VerdictMark } from "../shared/verdicts";
import type { ReplayScene, TourScene } from "../shared/wire";
import { PlayerHost } from "./player-host";
import type { Tools } from "./tools";

export function Tour({ scene, tools }: { readonly scene: TourScene; readonly tools: Tools }) {
  return (
    <article class="tour">
      <h1>{scene.title}</h1>
      <PlayerHost run={scene.run} tools={tools} label={scene.title} leader={scene.at} />
    </article>
  );
}

export function Replay({ scene, tools }: { readonly scene: ReplayScene; readonly tools: Tools }) {
  return (
    <article class="tour">
      <h1>
        <VerdictMark of={scene.verdict} words={tools.words} />
      </h1>
      <p>{scene.story}</p>
      <PlayerHost run={scene.run} tools={tools} label={scene.title} verdict={scene.verdict} leader={scene.at} />
    </article>
  );
}
