/** A run as machines: one before the first step, and one after each.  Pure; the screens draw what stands here. */

import type { Run, RunStep, Verdict } from "../wire";
import type { Cell, Frame, Held, Machine, ThreadNow, Thing } from "./machine";
import { momentAfter, withLoss } from "./moments";
import { cellNames, cellOf, isMethod, kindOfThing, localFor, partsOf, thingNames, threadMeant, touches } from "./names";

/** The machines of a run.  The verdict, where there is one, says what to point out. */
export function machinesOf(run: Run, verdict: Verdict | null = null): readonly Machine[] {
  const machines: Machine[] = [before(run)];
  run.steps.forEach((step, index) => {
    const last = machines[index] as Machine;
    const next = settled(run, after(run, last, step), index);
    const moment = momentAfter(run, index, last, next, verdict);
    machines.push({ ...next, cells: withLoss(next.cells, moment), step, moment });
  });
  return machines;
}

/** The step after which a class should stop and look; null where nothing goes wrong. */
export function turningPoint(machines: readonly Machine[]): number | null {
  const first = machines.findIndex(({ moment }) => moment !== null && moment.kind !== "spins");
  const found = first >= 0 ? first : machines.findLastIndex(({ moment }) => moment !== null);
  return found < 0 ? null : found;
}

// Before the first step.

function before(run: Run): Machine {
  const started = new Set(run.steps.filter((step) => step.op === "start").map((step) => threadMeant(run, step)));
  return {
    threads: run.threads.map((label, index) => ({
      label,
      state: started.has(index) ? "ahead" : "runs",
      line: null,
      frames: beginsInside(run, index) ? [{ call: label, held: [] }] : [],
      waitsFor: "",
      result: "",
    })),
    cells: cellNames(run).map((name) => ({ name, value: valueBefore(run, name), by: null, version: 0, losses: [] })),
    things: thingNames(run).map((name) => ({ name, kind: kindOfThing(run, name), owners: [], items: [] })),
    step: null,
    moment: null,
  };
}

/** A thread whose first deed is not a call is inside one from the beginning. */
function beginsInside(run: Run, thread: number): boolean {
  return run.steps.find((step) => step.thread === thread && step.op !== "note")?.op !== "call";
}

/** What is in a cell is known from the start, or from whoever reads it before anybody writes it. */
function valueBefore(run: Run, name: string): string | null {
  const given = run.cells.find((cell) => cell.name === name);
  if (given) return given.value;
  for (const step of run.steps.filter(touches)) {
    const shown = valueIn(step, name);
    if (shown !== null) return step.op === "read" ? shown : null;
    if (cellOf(step.target) === name && step.op === "write") return null;
  }
  return null;
}

/** The value that a step shows to be in a cell, its own or as part of a list; null where it shows none. */
function valueIn(step: RunStep, name: string): string | null {
  if (step.target === name) return step.value;
  const index = name.startsWith(`${step.target}[`) ? /\[(\d+)\]$/.exec(name)?.[1] : undefined;
  return index === undefined ? null : (partsOf(step.value)?.[Number(index)] ?? null);
}

// One step further.

function after(run: Run, last: Machine, step: RunStep): Machine {
  const moved = { ...last, threads: change(last.threads, step.thread, (thread) => goesOn(thread, step)) };
  switch (step.op) {
    case "read":
      return { ...moved, threads: change(moved.threads, step.thread, (thread) => reads(run, thread, step)) };
    case "write":
      return writes(moved, step);
    case "start":
      return { ...moved, threads: change(moved.threads, threadMeant(run, step) ?? -1, begins) };
    default:
      return { ...moved, things: moved.things.map((thing) => handled(thing, step)) };
  }
}

/** The thread's own side of a step: its place in the source, its frames, and whether it waits. */
function goesOn(thread: ThreadNow, step: RunStep): ThreadNow {
  const here = { ...thread, line: step.line > 0 ? step.line : thread.line };
  const running = { ...here, state: "runs" as const, waitsFor: "" };
  switch (step.op) {
    case "call":
      return { ...running, frames: [...thread.frames, { call: step.target, held: [] }] };
    case "return":
      return { ...running, frames: thread.frames.slice(0, -1), result: step.value };
    case "local":
      return { ...running, frames: holding(thread.frames, { name: step.target, cell: null, value: step.value, stale: false }) };
    case "wait":
    case "waits":
    case "joins":
      return { ...here, state: "waits", waitsFor: step.target };
    case "spins":
      return { ...here, state: "spins" };
    case "release": // by who goes to wait: it goes on waiting
    case "note":
      return here;
    default:
      return running;
  }
}

function begins(thread: ThreadNow): ThreadNow {
  return { ...thread, state: "runs" };
}

function reads(run: Run, thread: ThreadNow, step: RunStep): ThreadNow {
  const source = run.lines.find((line) => line.number === step.line)?.text ?? "";
  const name = localFor(source, step.target) ?? step.target;
  return { ...thread, frames: holding(thread.frames, { name, cell: cellOf(step.target), value: step.value, stale: false }) };
}

/** What was held under this name, or read from this place, gives way. */
function holding(frames: readonly Frame[], held: Held): readonly Frame[] {
  const top = frames.at(-1);
  if (!top) return frames;
  const others = top.held.filter((one) => one.name !== held.name && (one.cell === null || one.cell !== held.cell));
  return [...frames.slice(0, -1), { ...top, held: [...others, held] }];
}

function writes(machine: Machine, step: RunStep): Machine {
  const written = machine.cells.map((cell) => writtenTo(cell, step));
  const changed = new Set(written.filter((cell, index) => cell !== machine.cells[index]).map((cell) => cell.name));
  const threads = machine.threads.map((thread, index) => ({
    ...thread,
    frames: thread.frames.map((frame) => ({ ...frame, held: aged(frame.held, changed, index === step.thread) })),
  }));
  return { ...machine, cells: written, threads };
}

function writtenTo(cell: Cell, step: RunStep): Cell {
  const value = valueIn(step, cell.name);
  if (value === null && cellOf(step.target) !== cell.name) return cell;
  return { ...cell, value: isMethod(step.target) ? null : value, by: step.thread, version: cell.version + 1 };
}

/** The writer has used what it held; what others hold of these cells is out of date now. */
function aged(held: readonly Held[], changed: ReadonlySet<string>, isWriter: boolean): readonly Held[] {
  const about = (one: Held) =>
    one.cell !== null && [...changed].some((name) => name === one.cell || name.startsWith(`${one.cell}[`));
  if (!isWriter) return held.map((one) => (about(one) ? { ...one, stale: true } : one));
  return held
    .filter((one) => !about(one) || one.name !== one.cell)
    .map((one) => (about(one) ? { ...one, cell: null, stale: false } : one));
}

function handled(thing: Thing, step: RunStep): Thing {
  if (thing.name !== step.target) return thing;
  switch (step.op) {
    case "acquire":
      return { ...thing, owners: [...thing.owners, step.thread] };
    case "release":
      return { ...thing, owners: without(thing.owners, step.thread) };
    case "put":
      return { ...thing, items: [...thing.items, step.value] };
    case "get":
      return { ...thing, items: without(thing.items, step.value) };
    default:
      return thing;
  }
}

/** One of them less: this one if it is there, else the first (a semaphore may be released by anybody). */
function without<One>(all: readonly One[], one: One): readonly One[] {
  const place = Math.max(0, all.indexOf(one));
  return all.filter((_, index) => index !== place);
}

/** Threads that have nothing more to do and nothing to wait for have ended; after a last deed that is no return
 *  they stay for that moment, so that it can be seen. */
function settled(run: Run, machine: Machine, index: number): Machine {
  const isOver = run.steps[index]?.op === "return";
  const busy = new Set(run.steps.slice(isOver ? index + 1 : index).map((step) => step.thread));
  const threads = machine.threads.map((thread, who) =>
    thread.state === "runs" && !busy.has(who) && thread.frames.length <= 1 && hasBegun(run, index, who) ? ended(thread) : thread,
  );
  return { ...machine, threads };
}

function ended(thread: ThreadNow): ThreadNow {
  return { ...thread, state: "done", frames: [] };
}

function hasBegun(run: Run, index: number, who: number): boolean {
  return run.steps.slice(0, index + 1).some((step) => step.thread === who);
}

function change(threads: readonly ThreadNow[], who: number, how: (thread: ThreadNow) => ThreadNow): readonly ThreadNow[] {
  return threads.map((thread, index) => (index === who ? how(thread) : thread));
}
