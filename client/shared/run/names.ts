/** What the targets of a run's steps are: cells of the heap, parts of lists, or things to hold and wait for. */

import type { Run, RunStep } from "../wire";
import type { Thing } from "./machine";

const HOLDS = new Set(["acquire", "release", "fail", "timeout", "waits", "wait", "wake", "notify", "put", "get", "set", "clear"]);

/** The cell that a step is about: `flags` of `flags.add(7)`. */
export function cellOf(target: string): string {
  return /^(.+)\.\w+\(.*\)$/.exec(target)?.[1] ?? target;
}

/** The step calls a method of what is in the cell, so its value is not the cell's. */
export function isMethod(target: string): boolean {
  return cellOf(target) !== target;
}

/** The cells of a run, in the order in which they turn up; a list that is known by its parts is those. */
export function cellNames(run: Run): readonly string[] {
  const named = [...run.cells.map((cell) => cell.name), ...run.steps.filter(touches).map((step) => cellOf(step.target))];
  const all = [...new Set(named)];
  const things = new Set(thingNames(run));
  return all.filter((name) => !things.has(name) && !all.some((other) => other.startsWith(`${name}[`)));
}

/** Locks, conditions, events and queues. */
export function thingNames(run: Run): readonly string[] {
  return [...new Set(run.steps.filter((step) => HOLDS.has(step.op) && step.target !== "").map((step) => step.target))];
}

/** What can be taken is a lock (a condition has one), what is put into or taken out of is a queue. */
export function kindOfThing(run: Run, name: string): Thing["kind"] {
  const ops = new Set(run.steps.filter((step) => step.target === name).map((step) => step.op));
  if (ops.has("acquire")) return "lock";
  return ops.has("put") || ops.has("get") ? "queue" : "signal";
}

export function touches(step: RunStep): boolean {
  return step.op === "read" || step.op === "write";
}

/** The parts of `[70, 130]`; null for anything else, and for lists in lists. */
export function partsOf(value: string): readonly string[] | null {
  const inside = /^\[([^[\](){}]*)\]$/.exec(value)?.[1];
  return inside === undefined ? null : inside.split(",").map((part) => part.trim());
}

/** The thread that a `start`, `join` or `joins` is about. */
export function threadMeant(run: Run, step: RunStep): number | null {
  const index = step.value === "" ? -1 : Number(step.value) - 1;
  if (run.threads[index] !== undefined) return index;
  const byName = run.threads.indexOf(step.target);
  const found = byName >= 0 ? byName : /^[A-H]$/.test(step.target) ? "ABCDEFGH".indexOf(step.target) : -1;
  return run.threads[found] === undefined ? null : found;
}

/** The local variable that a line such as `current = balance` puts what it reads into; null where it is none. */
export function localFor(source: string, target: string): string | null {
  const found = /^\s*([A-Za-z_]\w*)\s*=\s*([^=#].*?)\s*(?:#.*)?$/.exec(source);
  return found?.[2] === target ? (found[1] ?? null) : null;
}
