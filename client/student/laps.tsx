/** Which challenge of the race, and how it is written: two rows of choices above the code. */

import type { Lap, MyRace, RaceScene } from "../shared/wire";
import { modesOf } from "./drafts";
import type { Racing } from "./model";
import type { Tools } from "./tools";

interface LapsProps {
  readonly scene: RaceScene;
  readonly racing: Racing;
  readonly own: MyRace | null;
  readonly tools: Tools;
}

/** Only for those who are ahead: until the first challenge is solved there is nothing to choose. */
export function LapTabs({ scene, racing, own, tools: { words, send } }: LapsProps) {
  const open = scene.laps.filter((_, index) => own?.laps[index]?.may_try);
  if (open.length < 2) return null;
  const { race } = words.own;
  return (
    <nav class="choices laps" aria-label={race.laps}>
      {open.map((lap, index) => (
        <button
          key={index}
          type="button"
          data-testid={`lap-${index}`}
          aria-pressed={index === racing.lap}
          onClick={() => send({ type: "turn_to", lap: index, mode: racing.mode })}
        >
          {index === 0 ? race.firstLap : race.bonusLap(lap.points)}
          {own?.laps[index]?.score != null && <span class="score figures"> {race.score(own.laps[index].score)}</span>}
        </button>
      ))}
    </nav>
  );
}

interface ModeProps {
  readonly lap: Lap;
  readonly racing: Racing;
  readonly tools: Tools;
}

export function ModeSwitch({ lap, racing, tools: { words, send } }: ModeProps) {
  const modes = modesOf(lap);
  if (modes.length < 2) return null;
  const { race } = words.own;
  return (
    <div class="choices modes" role="group" aria-label={race.mode.label}>
      {modes.map((mode) => (
        <button
          key={mode}
          type="button"
          data-testid={`mode-${mode}`}
          aria-pressed={mode === racing.mode}
          onClick={() => send({ type: "turn_to", lap: racing.lap, mode })}
        >
          {race.mode[mode]}
        </button>
      ))}
    </div>
  );
}
