/** A run at one of its steps: source, process, the sentence about it, and the interleaving so far. */

import type { ComponentChildren } from "preact";
import { Prose } from "../html";
import type { Machine } from "../run/machine";
import { dedented } from "../run/paint";
import { inkOf, Shape } from "../shapes";
import type { Run } from "../wire";
import type { Dictionary } from "../words";
import { Knot } from "./knot";
import { Process } from "./process";
import { Source } from "./source";
import { Strip } from "./strip";
import { deedIn, heard, momentIn } from "./telling";

interface Props {
  readonly run: Run;
  readonly machines: readonly Machine[];
  readonly at: number;
  readonly words: Dictionary;
  /** What it came to, told at the end; empty where the steps say it all. */
  readonly story?: string;
  /** What belongs to the viewer: controls, where there are some. */
  readonly children?: ComponentChildren;
  readonly onMove?: (at: number) => void;
}

const FEW_LINES = 2; // stand above the process, not beside it

export function RunScene({ run, machines, at, words, story = "", children, onMove }: Props) {
  const machine = machines[at];
  if (!machine) return null;
  return (
    <div
      class={run.lines.length <= FEW_LINES ? "run-scene flat" : "run-scene"}
      data-testid="run"
      data-at={at}
      data-of={machines.length - 1}
      style={{ "--longest": longestOf(run), "--threads": run.threads.length }}
    >
      {run.lines.length > 0 && <Source lines={run.lines} machine={machine} words={words} />}
      <Process machine={machine} words={words} />
      {machine.moment?.kind === "stuck" && <Knot links={machine.moment.circle} words={words} />}
      <div class="run-dock">
        <Caption machine={machine} words={words} story={at === machines.length - 1 ? story : ""} />
        <Strip machines={machines} at={at} words={words} onMove={onMove} />
        {children}
      </div>
      <p class="only-heard" role="status" aria-live="polite">
        {machine.step && machine.step.says_html === "" ? heard(words, machine) : ""}
      </p>
    </div>
  );
}

/** Letters in the longest line, for the width of the source; what stands behind the code may be cut off. */
function longestOf(run: Run): number {
  const lines = dedented(run.lines.map((line) => line.text));
  return Math.max(1, ...lines.map((text) => text.replace(/\s*#.*$/, "").length));
}

/** The author's words where there are some, else our own; and what goes wrong. */
function Caption({ machine, words, story }: { readonly machine: Machine; readonly words: Dictionary; readonly story: string }) {
  const { step, moment } = machine;
  const said = step?.says_html ?? "";
  const wrong = momentIn(words, moment);
  return (
    <div class={wrong ? "run-caption wrong" : "run-caption"}>
      {step && step.thread >= 0 && story === "" && <Shape of={step.thread} />}
      <div>
        {story !== "" ? <p>{story}</p> : said === "" ? <p class={inkOf(step?.thread ?? -1)}>{deedIn(words, step)}</p> : <Prose html={said} />}
        {wrong !== "" && said === "" && story === "" && <p class="goes-wrong">{wrong}</p>}
      </div>
    </div>
  );
}
