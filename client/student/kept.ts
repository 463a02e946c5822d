/** What a student's browser keeps: the seat in each room, the last nickname, the answer in the making, the text of each
 *  race, and what did not count and was not read yet. */

import type { Keeper } from "../shared/storage";
import type { Scene } from "../shared/wire";
import type { Begun } from "./begun";
import type { KeptRace } from "./drafts";
import type { Model } from "./model";
import type { Uncounted } from "./uncounted";

const NAME = "threadrace.name";
const seatOf = (code: string) => `threadrace.seat.${code}`;
const uncountedOf = (code: string) => `threadrace.uncounted.${code}`;
const answerIn = (code: string) => `threadrace.answer.${code}`;
const ownerOf = (code: string) => `threadrace.owner.${code}`;
const draftsOf = (code: string, step: number) => `threadrace.drafts.${code}.${step}`;

/** Where requests that were not answered outlive the page. */
export const outboxOf = (code: string) => `threadrace.outbox.1.${code}`;

/** The token of the seat that this browser holds or asked for in a room. */
export function keptSeat(kept: Keeper, code: string): string | null {
  return kept.getItem(seatOf(code));
}

/** The token to join with: made once per room, so that asking twice finds the same seat. */
export function seatToJoin(kept: Keeper, code: string): string {
  const found = keptSeat(kept, code);
  if (found) return found;
  const token = newSeat();
  kept.setItem(seatOf(code), token);
  return token;
}

/** The nickname that was used last. */
export function keptName(kept: Keeper): string {
  return kept.getItem(NAME) ?? "";
}

/** What was begun at the step on the stage, as this browser knows it. */
export function keptOf(kept: Keeper, code: string, scene: Scene | undefined, waiting: Begun["waiting"]): Begun {
  const race = scene?.kind === "race" ? keptRace(kept, code, scene.step) : null;
  return { race, answer: scene?.kind === "question" ? keptAnswer(kept, code) : null, waiting };
}

function keptAnswer(kept: Keeper, code: string): unknown {
  try {
    return JSON.parse(kept.getItem(answerIn(code)) ?? "null");
  } catch {
    return null;
  }
}

function keptRace(kept: Keeper, code: string, step: number): KeptRace | null {
  try {
    const { lap, mode, drafts, owner = "" } = JSON.parse(kept.getItem(draftsOf(code, step)) ?? "{}") as Partial<Written>;
    if (owner !== owns(kept, code)) return null;
    if (typeof lap !== "number" || typeof drafts !== "object" || drafts === null) return null;
    const whole = Object.entries(drafts).filter(([, draft]) => isDraft(draft));
    return { step, lap, mode: mode === "blocks" ? "blocks" : "code", drafts: Object.fromEntries(whole) };
  } catch {
    return null;
  }
}

function isDraft({ source, known = [], other = null }: KeptRace["drafts"][string]): boolean {
  const isText = typeof source === "string" && (other === null || typeof other === "string");
  return isText && Array.isArray(known) && known.every((mark) => typeof mark === "number");
}

/** What did not count, and was not read before the page was closed. */
export function keptUncounted(kept: Keeper, code: string): readonly Uncounted[] {
  try {
    const found: unknown = JSON.parse(kept.getItem(uncountedOf(code)) ?? "[]");
    return Array.isArray(found) ? found.filter(isUncounted) : [];
  } catch {
    return [];
  }
}

function isUncounted(value: unknown): value is Uncounted {
  const { key, kind, step, name, text } = (value ?? {}) as Partial<Uncounted>;
  const known = kind === "answer" || kind === "submit" || kind === "predict";
  return known && typeof step === "number" && [key, name, text].every((part) => typeof part === "string");
}

/** Whether some of it has not reached the server. */
export function hasUnsaved({ drafts }: KeptRace): boolean {
  return Object.values(drafts).some((draft) => !draft.saved);
}

/** Keep what has changed from one model to the next. */
export function keepChanges(kept: Keeper, before: Model, after: Model): void {
  const { racing, you, code, uncounted } = after;
  if (uncounted !== before.uncounted) keepUncounted(kept, code, uncounted);
  if (after.welcome !== before.welcome && after.welcome?.seated === false) disown(kept, code);
  if (after.answering !== before.answering) keepAnswer(kept, after);
  if (you && you.value.name !== before.you?.value.name) kept.setItem(NAME, you.value.name);
  if (!racing || racing === before.racing) return;
  const begun = Object.entries(racing.drafts)
    .filter(([, { touched, other }]) => touched || other !== null)
    .map(([slot, { source, savedSource, known, other }]) => [slot, { source, saved: source === savedSource, known, other }]);
  const { step, lap, mode } = racing;
  const race: Written = { step, lap, mode, drafts: Object.fromEntries(begun), owner: owns(kept, code) };
  kept.setItem(draftsOf(code, racing.step), JSON.stringify(race));
}

/** Until it is saved. */
function keepAnswer(kept: Keeper, { code, answering }: Model): void {
  if (answering?.saved) kept.removeItem(answerIn(code));
  else if (answering) kept.setItem(answerIn(code), JSON.stringify(answering.composed));
}

/** A race as it is written down: whoever has the seat next has another owner's mark. */
type Written = KeptRace & { readonly owner: string };

function owns(kept: Keeper, code: string): string {
  return kept.getItem(ownerOf(code)) ?? "";
}

/** There is no seat, so what was written here is nobody's who comes. */
function disown(kept: Keeper, code: string): void {
  kept.removeItem(answerIn(code));
  kept.setItem(ownerOf(code), newSeat());
}

function keepUncounted(kept: Keeper, code: string, uncounted: readonly Uncounted[]): void {
  if (uncounted.length > 0) kept.setItem(uncountedOf(code), JSON.stringify(uncounted));
  else kept.removeItem(uncountedOf(code));
}

/** 256 random bits in base64url: 43 characters. */
function newSeat(): string {
  const bytes = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)));
  return btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
