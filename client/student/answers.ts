/** From what a student has tapped and typed to an answer, and back. */

import type { AnswerValue, Form, QuestionScene } from "../shared/wire";
import { storable } from "./storable";

/** An answer in the making.  Which part counts depends on the form of the question. */
export interface Composed {
  readonly step: number;
  readonly picks: readonly number[];
  readonly typed: string;
  readonly order: readonly number[];
  /** A matching: for each item the option put to it, and the item that the next tap is for. */
  readonly pairs: readonly (number | null)[];
  readonly item: number;
}

/** Nothing chosen yet; an ordering begins as it is shown. */
export function blank(question: QuestionScene): Composed {
  const order = question.options_html.map((_, index) => index);
  return { step: question.step, picks: [], typed: "", order, pairs: question.items_html.map(() => null), item: 0 };
}

/** What this browser kept of an answer in the making; null if it is of another question, or does not fit this one. */
export function restored(question: QuestionScene, kept: unknown): Composed | null {
  const { step, picks, typed, order, pairs, item } = (kept ?? {}) as Partial<Composed>;
  const options = question.options_html.length;
  const items = question.items_html.length;
  const isOption = (option: unknown) => isPlace(option, options);
  const fits =
    step === question.step &&
    Array.isArray(picks) && picks.every(isOption) &&
    typeof typed === "string" &&
    Array.isArray(order) && order.length === options && new Set(order).size === options && order.every(isOption) &&
    Array.isArray(pairs) && pairs.length === items && pairs.every((pair) => pair === null || isOption(pair)) &&
    (item === 0 || isPlace(item, items));
  return fits ? { step, picks, typed, order, pairs, item: item as number } : null;
}

function isPlace(value: unknown, count: number): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < count;
}

/** Tap an option: in a multiple choice it goes on or off, else it takes the place of the one before. */
export function tapped(composed: Composed, form: Form, option: number): Composed {
  if (form !== "multiple") return { ...composed, picks: [option] };
  const without = composed.picks.filter((pick) => pick !== option);
  const picks = without.length < composed.picks.length ? without : [...without, option].sort((a, b) => a - b);
  return { ...composed, picks };
}

/** Move the item at one place of an ordering to another. */
export function moved(composed: Composed, from: number, to: number): Composed {
  const order = [...composed.order];
  const [item] = order.splice(from, 1);
  if (item === undefined || to < 0 || to > order.length) return composed;
  order.splice(to, 0, item);
  return { ...composed, order };
}

/** Put an option to the chosen item; the next item that has none is chosen. */
export function paired(composed: Composed, option: number): Composed {
  const pairs = composed.pairs.map((other, item) => (item === composed.item ? option : other));
  const after = pairs.findIndex((other, item) => other === null && item > composed.item);
  const next = after >= 0 ? after : pairs.indexOf(null);
  return { ...composed, pairs, item: next >= 0 ? next : composed.item };
}

/** The answer as it is sent; null as long as it is none. */
export function answerOf(composed: Composed, form: Form): AnswerValue | null {
  const [pick] = composed.picks;
  switch (form) {
    case "single":
    case "truefalse":
    case "poll":
      return pick === undefined ? null : { form: "pick", option: pick };
    case "multiple":
      return { form: "picks", options: composed.picks };
    case "numeric": {
      const number = readNumber(composed.typed);
      return number === null ? null : { form: "figure", number };
    }
    case "text":
      return typedAnswer(storable(composed.typed).trim());
    case "ordering":
      return { form: "order", options: composed.order };
    case "matching":
      return composed.pairs.every((option) => option === null) ? null : { form: "pairs", options: composed.pairs };
  }
}

function typedAnswer(text: string): AnswerValue | null {
  return text === "" ? null : { form: "words", text };
}

/** A saved answer laid out as when it was being made, so that a reloaded page shows it. */
export function composedOf(question: QuestionScene, answer: AnswerValue): Composed {
  const start = blank(question);
  switch (answer.form) {
    case "pick":
      return { ...start, picks: [answer.option] };
    case "picks":
      return { ...start, picks: answer.options };
    case "figure":
      return { ...start, typed: String(answer.number) };
    case "words":
      return { ...start, typed: answer.text };
    case "order":
      return { ...start, order: answer.options };
    case "pairs":
      return { ...start, pairs: answer.options };
  }
}

const LARGEST = 1e15;

/** A number as people write it: `3.5`, `3,5`, `1 000`, `-2`, `1,000.5`, `1.000,5`.  The last sign is the decimal one. */
export function readNumber(typed: string): number | null {
  const bare = typed.replace(/[\s'’_]/g, "").replace("−", "-");
  const decimal = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const whole = decimal < 0 ? bare : bare.slice(0, decimal).replace(/[.,]/g, "");
  const written = decimal < 0 ? whole : `${whole}.${bare.slice(decimal + 1)}`;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written)) return null;
  const number = Number(written);
  return Number.isFinite(number) && Math.abs(number) <= LARGEST ? number : null;
}
