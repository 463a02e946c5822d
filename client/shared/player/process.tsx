/** One process: the heap in the middle, a stack for each thread around it. */

import type { Cell, Frame, Held, Machine, Thing, ThreadNow } from "../run/machine";
import { numberIn } from "../run/moments";
import { letterOf, Shape } from "../shapes";
import { VerdictDrawing } from "../verdicts";
import type { Dictionary } from "../words";
import { lossIn, shortName, shownValue } from "./telling";

interface Props {
  readonly machine: Machine;
  readonly words: Dictionary;
}

export function Process({ machine, words }: Props) {
  const { run } = words;
  return (
    <div class="process">
      <p class="process-name">{run.process}</p>
      <div class="memory">
        <Heap machine={machine} words={words} />
        {machine.threads.map((thread, who) => (
          <Stack key={who} thread={thread} who={who} isNow={machine.step?.thread === who} words={words} />
        ))}
      </div>
    </div>
  );
}

function Heap({ machine, words }: Props) {
  const { run } = words;
  return (
    <section class={isFull(machine) ? "heap full" : "heap"} aria-label={`${run.heap}, ${run.heapHint}`}>
      <h3>
        {run.heap} <span class="hint">{run.heapHint}</span>
      </h3>
      <dl class="cells">
        {machine.cells.map((cell) => (
          <CellRow key={cell.name} cell={cell} machine={machine} words={words} />
        ))}
      </dl>
      <ul class="things">
        {machine.things.map((thing) => (
          <ThingRow key={thing.name} thing={thing} machine={machine} words={words} />
        ))}
      </ul>
    </section>
  );
}

/** With many cells each takes one line. */
function isFull({ cells, things }: Machine): boolean {
  return cells.length + things.length > 3;
}

function CellRow({ cell, machine, words }: Props & { readonly cell: Cell }) {
  const { step, moment } = machine;
  const isTouched = step !== null && (step.op === "read" || step.op === "write") && step.target === cell.name;
  const isLosing = moment !== null && "cell" in moment && moment.cell === cell.name;
  const isMoney = numberIn(cell.value) !== null;
  return (
    <div class={`cell ${isTouched ? `is-${step.op}` : ""} ${isLosing ? "loses" : ""}`.trim()}>
      <dt>
        <code>{shortName(cell.name)}</code>
      </dt>
      <dd class={isMoney ? "money figures" : "figures"}>
        <span key={cell.version} class="value">
          {cell.value === null ? <span title={words.run.unknown}>·</span> : shownValue(cell.value)}
        </span>
        {cell.by !== null && <Shape of={cell.by} title={words.run.writtenBy(letterOf(cell.by))} />}
      </dd>
      {cell.losses.map((loss, index) => (
        <dd key={index} class="lost figures">
          {lossIn(words, loss)}
        </dd>
      ))}
    </div>
  );
}

function ThingRow({ thing, machine, words }: Props & { readonly thing: Thing }) {
  const owners = [...new Set(thing.owners)];
  const waiting = machine.threads.flatMap((thread, who) => (thread.waitsFor === thing.name ? [who] : []));
  return (
    <li class={owners.length > 0 ? "thing held" : "thing"}>
      <ThingDrawing kind={thing.kind} shut={owners.length > 0} />
      <code>{shortName(thing.name)}</code>
      <span class="owners">
        {owners.length === 0 && thing.items.length === 0 && waiting.length === 0 && <span class="hint">{words.run.free}</span>}
        {owners.map((who) => (
          <Shape key={who} of={who} title={`${words.run.heldBy} ${letterOf(who)}`} />
        ))}
        {thing.items.map((item, index) => (
          <span key={index} class="item figures">
            {shownValue(item)}
          </span>
        ))}
      </span>
      {waiting.length > 0 && (
        <span class="queue">
          {waiting.map((who) => (
            <Shape key={who} of={who} title={`${letterOf(who)} ${words.run.waitsFor(thing.name)}`} />
          ))}
        </span>
      )}
    </li>
  );
}

function ThingDrawing({ kind, shut }: { readonly kind: Thing["kind"]; readonly shut: boolean }) {
  if (kind !== "lock") {
    return (
      <svg class="lock" viewBox="0 0 24 24" aria-hidden="true">
        <path d={kind === "queue" ? "M3 6h18M3 18h18M8 9v6M12 9v6M16 9v6" : "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 22h4"} />
      </svg>
    );
  }
  return (
    <svg class="lock" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shut ? "M7 11V8a5 5 0 0 1 10 0v3" : "M7 11V7a5 5 0 0 1 9.6-2"} />
      <rect x="4" y="11" width="16" height="11" rx="1.5" />
    </svg>
  );
}

interface StackProps {
  readonly thread: ThreadNow;
  readonly who: number;
  readonly isNow: boolean;
  readonly words: Dictionary;
}

function Stack({ thread, who, isNow, words }: StackProps) {
  return (
    <section
      class={`stack of-${who % 2 === 0 ? "left" : "right"} is-${thread.state} ${isNow ? "now" : ""}`.trim()}
      aria-label={words.run.stack(letterOf(who))}
    >
      <h3>
        <Shape of={who} />
        <span class="label">{thread.frames.length > 0 ? words.run.thread(letterOf(who)) : thread.label}</span>
      </h3>
      <ol class="frames">
        {[...thread.frames].reverse().map((frame, index) => (
          <FrameBox key={thread.frames.length - index} frame={frame} words={words} />
        ))}
      </ol>
      <p class="state">
        {thread.state === "spins" && <VerdictDrawing of="livelock" />}
        {stateText(thread, words)}
      </p>
    </section>
  );
}

function stateText({ state, waitsFor, result, frames }: ThreadNow, { run }: Dictionary): string {
  switch (state) {
    case "ahead":
      return run.ahead;
    case "waits":
      return run.waitsFor(shortName(waitsFor));
    case "spins":
      return run.spins;
    case "done":
      return result === "" || result === "None" ? run.done : `${run.done}, ${run.gaveBack(result)}`;
    case "runs":
      return frames.length === 0 && result !== "" && result !== "None" ? run.gaveBack(result) : "";
  }
}

function FrameBox({ frame, words }: { readonly frame: Frame; readonly words: Dictionary }) {
  return (
    <li class="stack-frame">
      <code class="call">{frame.call}</code>
      <dl>
        {frame.held.map((held) => (
          <HeldRow key={held.name} held={held} words={words} />
        ))}
      </dl>
    </li>
  );
}

function HeldRow({ held, words }: { readonly held: Held; readonly words: Dictionary }) {
  return (
    <div class={held.stale ? "held stale" : "held"}>
      <dt>
        <code>{shortName(held.name)}</code>
      </dt>
      <dd class="figures">
        <span key={held.value}>{shownValue(held.value)}</span>
        {held.stale && <span class="outdated">{words.run.stale}</span>}
      </dd>
    </div>
  );
}
