/** Text that takes the largest letters its place allows: a class cannot scroll a projector. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface FitProps {
  /** What is shown, as a value: it is measured anew when this changes. */
  readonly on: string;
  readonly children: ComponentChildren;
  /** Largest letters, in those of the surroundings. */
  readonly largest?: number;
  readonly class?: string;
}

const SMALLEST = 0.35;

export function Fit({ on, children, largest = 1, class: extra = "" }: FitProps) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current || !content.current) return undefined;
    return fitted(box.current, content.current, largest);
  }, [on, largest]);
  return (
    <div class={`fit ${extra}`.trim()} ref={box}>
      <div class="fitted" ref={content}>
        {children}
      </div>
    </div>
  );
}

/** Keeps `content` as large as `box` allows, until the returned function is called. */
function fitted(box: HTMLElement, content: HTMLElement, largest: number): () => void {
  const measure = () => {
    content.style.fontSize = `${largestThatFits(SMALLEST, largest, (size) => {
      content.style.fontSize = `${size}em`;
      return box.scrollHeight <= box.clientHeight + 1 && box.scrollWidth <= box.clientWidth + 1;
    })}em`;
  };
  const watcher = new ResizeObserver(measure);
  watcher.observe(box);
  for (const picture of content.querySelectorAll("img")) picture.addEventListener("load", measure);
  void document.fonts.ready.then(measure);
  measure();
  return () => watcher.disconnect();
}

/** The largest size from `low` to `high`, to a hundredth, that `fits`; `low` if none does. */
export function largestThatFits(low: number, high: number, fits: (size: number) => boolean): number {
  if (fits(high)) return high;
  let [good, bad] = [low, high];
  while (bad - good > 0.01) {
    const middle = (good + bad) / 2;
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
