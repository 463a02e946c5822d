/** Money that vanished: amounts, and the counter that rolls when the class loses more. */
import { useEffect, useRef, useState } from "preact/hooks";

interface LostProps {
  readonly amount: number;
  readonly label: string;
}

const ROLL_MS = 400;

/** What the class has lost so far; nothing as long as that is nothing. */
export function MoneyLost({ amount, label }: LostProps) {
  const shown = useRolling(amount);
  if (amount === 0) return null;
  return (
    <p class="money-lost" data-testid="money-lost" aria-label={`$${amount} ${label}`}>
      <span class="amount">${shown}</span> <span class="what">{label}</span>
    </p>
  );
}

/** Money that is missing, `−$30`, or came from nowhere, `+$30`. */
export function changeText(change: number): string {
  return `${change < 0 ? "\u2212" : "+"}$${Math.abs(change)}`;
}

/** The amount on its way from the last one to the present one; at once where motion is not wanted. */
function useRolling(amount: number): number {
  const [shown, show] = useState(amount);
  const from = useRef(amount);
  useEffect(() => {
    const start = from.current;
    if (start === amount) return;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      from.current = amount;
      show(amount);
      return;
    }
    const began = performance.now();
    let frame = requestAnimationFrame(function roll(now) {
      const share = Math.min(1, Math.max(0, (now - began) / ROLL_MS));
      from.current = Math.round(start + (amount - start) * share);
      show(from.current);
      if (share < 1) frame = requestAnimationFrame(roll);
    });
    return () => cancelAnimationFrame(frame);
  }, [amount]);
  return shown;
}
