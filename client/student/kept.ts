/** What a student's browser keeps: the seat in each room, the last nickname, the text of each race. */

import type { Keeper } from "../shared/storage";
import type { LocalDraft, Model } from "./model";

const NAME = "threadrace.name";
const seatOf = (code: string) => `threadrace.seat.${code}`;
const draftOf = (code: string, step: number) => `threadrace.draft.${code}.${step}`;

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

/** The text of a race, as this browser knows it. */
export function keptDraft(kept: Keeper, code: string, step: number): LocalDraft | null {
  try {
    const { source, saved } = JSON.parse(kept.getItem(draftOf(code, step)) ?? "{}") as Partial<LocalDraft>;
    return typeof source === "string" ? { step, source, saved: saved === true } : null;
  } catch {
    return null;
  }
}

/** Keep what has changed from one model to the next. */
export function keepChanges(kept: Keeper, before: Model, after: Model): void {
  const { racing, you, code } = after;
  if (you && you.value.name !== before.you?.value.name) kept.setItem(NAME, you.value.name);
  if (!racing || racing === before.racing) return;
  const draft: LocalDraft = { step: racing.step, source: racing.source, saved: racing.source === racing.savedSource };
  kept.setItem(draftOf(code, racing.step), JSON.stringify(draft));
}

/** 256 random bits in base64url: 43 characters. */
function newSeat(): string {
  const bytes = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)));
  return btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}
