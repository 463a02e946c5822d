/** What the machine looks like at one moment of a run: threads with their stacks, the heap, the things they hold. */

import type { RunStep } from "../wire";

/** A value in a thread's frame. */
export interface Held {
  /** The local variable, or the cell that it was read from. */
  readonly name: string;
  /** Where on the heap it was read; null for a purely local value. */
  readonly cell: string | null;
  readonly value: string;
  /** Another thread has written the cell since: what is held here is out of date. */
  readonly stale: boolean;
}

export interface Frame {
  readonly call: string;
  readonly held: readonly Held[];
}

export interface ThreadNow {
  readonly label: string;
  readonly state: "ahead" | "runs" | "waits" | "spins" | "done";
  /** Where its program counter is; null before its first line. */
  readonly line: number | null;
  /** The newest last. */
  readonly frames: readonly Frame[];
  /** What it waits for; empty unless it waits. */
  readonly waitsFor: string;
  /** What its last call gave back; empty before. */
  readonly result: string;
}

/** A write that was overwritten unseen: whose it was, and by how much it had changed the cell (null: no number). */
export interface Loss {
  readonly whose: number;
  readonly amount: number | null;
}

export interface Cell {
  readonly name: string;
  /** Null while nobody has shown it. */
  readonly value: string | null;
  /** The thread that wrote it last; null while it is as it was. */
  readonly by: number | null;
  /** How often it was written. */
  readonly version: number;
  readonly losses: readonly Loss[];
}

/** A lock, condition, event or queue. */
export interface Thing {
  readonly name: string;
  readonly kind: "lock" | "queue" | "signal";
  /** Who holds it, once for each time. */
  readonly owners: readonly number[];
  /** What lies in it, if it is a queue. */
  readonly items: readonly string[];
}

/** What a class should see at this step. */
export type Moment =
  | { readonly kind: "lost"; readonly by: number; readonly cell: string; readonly loss: Loss }
  | { readonly kind: "half"; readonly by: number; readonly amid: number }
  | { readonly kind: "below"; readonly by: number; readonly cell: string }
  | { readonly kind: "stuck"; readonly circle: readonly Link[] }
  | { readonly kind: "spins" };

/** A thread waits for a thing that another one holds (empty: for the other one's end); `to` is null where nobody comes. */
export interface Link {
  readonly from: number;
  readonly waitsFor: string;
  readonly to: number | null;
}

export interface Machine {
  readonly threads: readonly ThreadNow[];
  readonly cells: readonly Cell[];
  readonly things: readonly Thing[];
  /** The step that was done last; null before the first. */
  readonly step: RunStep | null;
  readonly moment: Moment | null;
}
