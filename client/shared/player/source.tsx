/** The source with a program counter for each thread, which moves from line to line. */

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Machine } from "../run/machine";
import { dedented, painted } from "../run/paint";
import { Shape } from "../shapes";
import type { RunLine } from "../wire";
import type { Dictionary } from "../words";

interface Props {
  readonly lines: readonly RunLine[];
  readonly machine: Machine;
  readonly words: Dictionary;
}

export function Source({ lines, machine, words }: Props) {
  const texts = dedented(lines.map((line) => line.text));
  const now = machine.step?.line ?? 0;
  const row = lines.findIndex((line) => line.number === now);
  return (
    <Scrolled to={row} label={words.run.code}>
      <ol class="lines">
        {lines.map((line, index) => (
          <li key={line.number} class={lineClass(lines, index, now)}>
            <span class="line-number figures">{line.number}</span>
            <code>
              {painted(texts[index] ?? "").map((part, place) => (
                <span key={place} class={part.kind}>
                  {part.text}
                </span>
              ))}
            </code>
          </li>
        ))}
      </ol>
      <Counters lines={lines} machine={machine} />
    </Scrolled>
  );
}

function lineClass(lines: readonly RunLine[], index: number, now: number): string {
  const [line, before] = [lines[index], lines[index - 1]];
  const jumps = before && line && line.number > before.number + 1 ? "after-gap" : "";
  return `${line?.number === now ? "now" : ""} ${jumps}`.trim();
}

/** One marker for each thread that is somewhere in the source. */
function Counters({ lines, machine }: Omit<Props, "words">) {
  return (
    <ul class="counters" aria-hidden="true">
      {machine.threads.map((thread, who) => {
        const row = lines.findIndex((line) => line.number === thread.line);
        if (row < 0 || thread.state === "done") return null;
        return (
          <li
            key={who}
            class={machine.step?.thread === who ? "counter moves" : "counter"}
            style={{ "--row": row, "--who": who }}
          >
            <Shape of={who} />
          </li>
        );
      })}
    </ul>
  );
}

interface ScrolledProps {
  readonly to: number;
  readonly label: string;
  readonly children: preact.ComponentChildren;
}

/** Keeps the line that runs in sight, without moving the page. */
function Scrolled({ to, label, children }: ScrolledProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = box.current;
    const line = shown?.querySelectorAll<HTMLElement>(".lines > li")[to];
    if (!shown || !line) return;
    const middle = line.offsetTop - (shown.clientHeight - line.offsetHeight) / 2;
    const isInSight = line.offsetTop >= shown.scrollTop && line.offsetTop + line.offsetHeight <= shown.scrollTop + shown.clientHeight;
    if (!isInSight) shown.scrollTop = middle;
  }, [to]);
  return (
    <div ref={box} class="source" tabIndex={0} role="region" aria-label={label}>
      <div class="sheet">{children}</div>
    </div>
  );
}
