/** The player: a run that one viewer walks through, with buttons, a bar and keys.  It may follow a projector. */

import { useEffect, useMemo, useReducer } from "preact/hooks";
import { machinesOf, turningPoint } from "../run/derive";
import type { Run, Verdict } from "../wire";
import type { Dictionary } from "../words";
import { atStart, type Deed, deedOfKey, placeOf, played, type Playing, tickMs } from "./playing";
import { RunScene } from "./scene";

interface Props {
  readonly run: Run;
  readonly words: Dictionary;
  /** What a screen reader calls it. */
  readonly label: string;
  readonly verdict?: Verdict | null;
  /** Where the projector is, for a run that the class walks through together. */
  readonly leader?: number | null;
}

export function Player({ run, words, label, verdict = null, leader = null }: Props) {
  const machines = useMemo(() => machinesOf(run, verdict), [run, verdict]);
  const of = machines.length - 1;
  const [playing, act] = useReducer((now: Playing, deed: Deed) => played(now, deed, of, leader), atStart(leader !== null));
  const at = placeOf(playing, of, leader);
  useEffect(() => {
    if (!playing.plays) return undefined;
    const timer = setTimeout(() => act({ do: "tick" }), tickMs(playing));
    return () => clearTimeout(timer);
  }, [playing]);
  const onKeyDown = (event: KeyboardEvent) => {
    const deed = isForPlayer(event) ? deedOfKey(event.key, of) : null;
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    act(deed);
  };
  return (
    <section class="player" role="group" aria-label={label} tabIndex={0} onKeyDown={onKeyDown} data-testid="player">
      <RunScene run={run} machines={machines} at={at} words={words} onMove={(to) => act({ do: "to", at: to })}>
        <Controls playing={playing} at={at} of={of} turning={turningPoint(machines)} words={words} act={act} />
        {leader !== null && <Leader follows={playing.follows} leader={leader} words={words} act={act} />}
      </RunScene>
    </section>
  );
}

/** Buttons take the space bar, the bar and the source take the arrows for themselves. */
function isForPlayer({ target, key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return false;
  if (target.matches("input")) return key === " ";
  return !(target.matches("button") && key === " ");
}

interface ControlsProps {
  readonly playing: Playing;
  readonly at: number;
  readonly of: number;
  readonly turning: number | null;
  readonly words: Dictionary;
  readonly act: (deed: Deed) => void;
}

function Controls({ playing, at, of, turning, words: { run, language }, act }: ControlsProps) {
  const play = playing.plays ? run.pause : at === of ? run.again : run.play;
  return (
    <div class="player-controls">
        <Tool name="back" label={run.back} drawing="M18 5v14L8 12zM6 5v14" disabled={at === 0} onClick={() => act({ do: "back" })} />
        <Tool name="play" label={play} drawing={playing.plays ? "M8 5v14M16 5v14" : "M7 4v16l13-8z"} onClick={() => act({ do: "play" })} />
        <Tool name="step" label={run.step} drawing="M6 5v14l10-7zM18 5v14" disabled={at === of} onClick={() => act({ do: "step" })} />
        <button type="button" class="button plain figures" data-testid="player-speed" aria-label={run.speed(factor(playing.speed, language))} onClick={() => act({ do: "faster" })}>
          {factor(playing.speed, language)}
        </button>
        {turning !== null && (
          <button
            type="button"
            class="button"
            data-testid="player-turning"
            aria-label={run.toTurning}
            title={run.toTurning}
            onClick={() => act({ do: "to", at: turning })}
          >
            <svg class="drawing is-bad" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M12 3 22.5 21h-21zM12 10v5M12 18v.2" />
            </svg>
            <span class="wide-only">{run.toTurning}</span>
          </button>
        )}
        <span class="run-place figures" aria-hidden="true">
          {at} / {of}
        </span>
    </div>
  );
}

function factor(speed: number, language: string): string {
  return `${speed.toLocaleString(language)}×`;
}

interface ToolProps {
  readonly name: string;
  readonly label: string;
  readonly drawing: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

function Tool({ name, label, drawing, disabled = false, onClick }: ToolProps) {
  return (
    <button type="button" class="button" data-testid={`player-${name}`} aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <svg class="drawing" viewBox="0 0 24 24" aria-hidden="true">
        <path d={drawing} />
      </svg>
    </button>
  );
}

interface LeaderProps {
  readonly follows: boolean;
  readonly leader: number;
  readonly words: Dictionary;
  readonly act: (deed: Deed) => void;
}

function Leader({ follows, leader, words: { run }, act }: LeaderProps) {
  if (follows) return <p class="hint">{run.following}</p>;
  return (
    <p class="leader">
      <span class="hint">{run.ownPace(leader)}</span>
      <button type="button" class="button" data-testid="player-follow" onClick={() => act({ do: "follow" })}>
        {run.follow}
      </button>
    </p>
  );
}
