/** The moments at which a run goes wrong. */

import type { Run, RunStep, Verdict } from "../wire";
import type { Cell, Link, Loss, Machine, Moment } from "./machine";
import { cellOf, threadMeant, touches } from "./names";

/** What a class should see after this step; null when nothing goes wrong in it. */
export function momentAfter(
  run: Run,
  index: number,
  last: Machine,
  next: Machine,
  verdict: Verdict | null,
): Moment | null {
  const step = run.steps[index] as RunStep;
  if (step.op === "write") return lost(last, step) ?? below(last, next, step);
  if (step.op === "read" && verdict === "torn_read") return halfDone(run, index, step);
  if (step.op === "spins") return { kind: "spins" };
  if (step.op === "waits" || step.op === "joins") return stuck(run, next, index);
  return null;
}

/** The writer's own view of the cell was out of date, so what another thread wrote there is gone. */
function lost(last: Machine, step: RunStep): Moment | null {
  const held = last.threads[step.thread]?.frames.at(-1)?.held.find((one) => one.stale && one.cell === step.target);
  const cell = last.cells.find((one) => one.name === step.target);
  if (!held || !cell || cell.by === null || cell.by === step.thread) return null;
  const loss: Loss = { whose: cell.by, amount: difference(held.value, cell.value) };
  return { kind: "lost", by: step.thread, cell: step.target, loss };
}

function difference(from: string, to: string | null): number | null {
  const [before, after] = [numberIn(from), numberIn(to)];
  return before === null || after === null || before === after ? null : after - before;
}

export function numberIn(value: string | null): number | null {
  return value !== null && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}

function below(last: Machine, next: Machine, step: RunStep): Moment | null {
  const isBelow = (cell: Cell | undefined) => (numberIn(cell?.value ?? null) ?? 0) < 0;
  const [was, is] = [last, next].map((machine) => machine.cells.find((cell) => cell.name === step.target));
  return isBelow(is) && !isBelow(was) ? { kind: "below", by: step.thread, cell: step.target } : null;
}

/** Read between two writes of one call of another thread. */
function halfDone(run: Run, index: number, step: RunStep): Moment | null {
  const amid = run.threads.findIndex((_, who) => who !== step.thread && isHalfway(run.steps, index, who));
  return amid < 0 ? null : { kind: "half", by: step.thread, amid };
}

function isHalfway(steps: readonly RunStep[], index: number, who: number): boolean {
  const own = (step: RunStep) => step.thread === who && (touches(step) || step.op === "call" || step.op === "return");
  const behind = steps.slice(0, index).filter(own);
  const ahead = steps.slice(index + 1).filter(own);
  const since = behind.slice(behind.findLastIndex((step) => step.op === "call") + 1);
  const end = ahead.findIndex((step) => step.op === "return");
  const rest = end < 0 ? ahead : ahead.slice(0, end);
  return behind.at(-1)?.op !== "return" && [since, rest].every((part) => part.some((step) => step.op === "write"));
}

/** Threads wait, and after this step none does anything else. */
function stuck(run: Run, machine: Machine, index: number): Moment | null {
  const waiting = machine.threads.flatMap((thread, who) => (thread.state === "waits" ? [linkOf(run, machine, who)] : []));
  const circle = circleIn(waiting);
  if (circle.length > 0) return { kind: "stuck", circle };
  const isEnd = run.steps.slice(index + 1).every((step) => step.op === "note");
  return isEnd ? { kind: "stuck", circle: waiting } : null;
}

function linkOf(run: Run, machine: Machine, who: number): Link {
  const waitsFor = machine.threads[who]?.waitsFor ?? "";
  const joined = run.steps.findLast((step) => step.thread === who && step.op === "joins" && step.target === waitsFor);
  const owner = machine.things.find((thing) => thing.name === waitsFor)?.owners[0] ?? null;
  return joined ? { from: who, waitsFor: "", to: threadMeant(run, joined) } : { from: who, waitsFor, to: owner };
}

/** The threads that wait for each other in a circle, in its order; none if there is no circle. */
export function circleIn(links: readonly Link[]): readonly Link[] {
  for (const first of links) {
    const path = [first];
    for (let link = follow(links, first); link && !path.includes(link); link = follow(links, link)) path.push(link);
    if (path.at(-1)?.to === first.from) return path;
  }
  return [];
}

function follow(links: readonly Link[], { to }: Link): Link | undefined {
  return links.find((link) => link.from === to);
}

/** The loss that a step adds to a cell. */
export function withLoss(cells: readonly Cell[], moment: Moment | null): readonly Cell[] {
  if (moment?.kind !== "lost") return cells;
  return cells.map((cell) => (cell.name === cellOf(moment.cell) ? { ...cell, losses: [...cell.losses, moment.loss] } : cell));
}
