/** A step of a run, and what goes wrong in it, in a sentence. */

import { numberIn } from "../run/moments";
import type { Link, Loss, Machine, Moment } from "../run/machine";
import { letterOf } from "../shapes";
import type { RunStep } from "../wire";
import type { Dictionary } from "../words";

/** What was just done, in words of our own. */
export function deedIn({ run }: Dictionary, step: RunStep | null): string {
  if (!step) return run.beginning;
  if (step.op === "note") return "";
  const value = step.op === "start" || step.op === "join" ? "" : step.value;
  const shown = step.op === "return" && value === "None" ? "" : value;
  const who = step.thread >= 0 ? letterOf(step.thread) : "";
  return run.does(who, run.op[step.op] ?? step.op, step.target, shownValue(shown));
}

/** What goes wrong here; empty when nothing does. */
export function momentIn({ run }: Dictionary, moment: Moment | null): string {
  switch (moment?.kind) {
    case undefined:
      return "";
    case "lost":
      return run.moment.lost(letterOf(moment.by), letterOf(moment.loss.whose), signed(moment.loss.amount));
    case "half":
      return run.moment.half(letterOf(moment.by), letterOf(moment.amid));
    case "below":
      return run.moment.below(moment.cell);
    case "stuck":
      return run.moment.stuck;
    case "spins":
      return run.moment.spins;
  }
}

/** Who waits for whom, a sentence for each thread. */
export function linksIn({ run }: Dictionary, links: readonly Link[]): readonly string[] {
  return links.map(({ from, waitsFor, to }) => {
    const [one, other] = [letterOf(from), to === null ? "" : letterOf(to)];
    return waitsFor === "" ? run.moment.linkEnd(one, other) : run.moment.link(one, waitsFor, other);
  });
}

/** All that a screen reader is told of a machine. */
export function heard(words: Dictionary, { step, moment }: Machine): string {
  const links = moment?.kind === "stuck" ? linksIn(words, moment.circle) : [];
  return [deedIn(words, step), ...links, momentIn(words, moment)].filter(Boolean).join(" ");
}

export function lossIn({ run }: Dictionary, { whose, amount }: Loss): string {
  return amount === null ? run.lostWrite(letterOf(whose)) : run.lostAmount(signed(amount), letterOf(whose));
}

/** `+50`, `−30`; empty where there is no number. */
export function signed(amount: number | null): string {
  if (amount === null) return "";
  return amount < 0 ? `−${-amount}` : `+${amount}`;
}

/** A name as it is drawn: that it is the object's own goes without saying. */
export function shortName(name: string): string {
  return name.replace(/^self\./, "");
}

/** A value as it is shown: figures with a true minus. */
export function shownValue(value: string): string {
  return numberIn(value) === null ? value : value.replace(/^-/, "−");
}
