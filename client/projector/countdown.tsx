/** Time left, large. */
import { clockText, present, remainingMs } from "../shared/clock";
import type { Clock } from "../shared/wire";

interface CountdownProps {
  readonly clock: Clock;
  readonly arrived: number;
  readonly label: string;
}

export function Countdown({ clock, arrived, label }: CountdownProps) {
  const left = remainingMs(clock, arrived, clock.state === "running" ? present.value : arrived);
  const share = clock.total_ms > 0 ? left / clock.total_ms : 0;
  return (
    <div class={`countdown ${clock.state}`} role="timer" aria-label={label}>
      <p class="figure" data-testid="countdown">
        {clockText(left)}
      </p>
      <div class="gauge">
        <div class="left" style={{ transform: `scaleX(${Math.min(1, share)})` }} />
      </div>
    </div>
  );
}
