/** Time left, as figures and as a line that shortens. */

import { clockText, present, remainingMs } from "./clock";
import type { Clock } from "./wire";
import type { Dictionary } from "./words";

interface Props {
  readonly clock: Clock;
  /** When its frame came, by `performance.now()`. */
  readonly arrivedAt: number;
  readonly words: Dictionary;
}

export function Countdown({ clock, arrivedAt, words }: Props) {
  const left = remainingMs(clock, arrivedAt, clock.state === "running" ? present.value : arrivedAt);
  const share = clock.total_ms === 0 ? 0 : left / clock.total_ms;
  return (
    <p class={`countdown ${clock.state}${left <= 5000 ? " short" : ""}`} role="timer" data-testid="countdown">
      <span class="only-heard">{words.timeLeft} </span>
      <span class="figures">{left === 0 ? words.timeUp : clockText(left)}</span>
      {clock.state === "paused" && <span class="countdown-note">{words.paused}</span>}
      <span class="countdown-line" aria-hidden="true" style={{ transform: `scaleX(${share})` }} />
    </p>
  );
}
