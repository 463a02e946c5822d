/** What a student has of each challenge of a race: a text for the editor, an arrangement for the blocks. */

import type { Lap, Mode, RaceScene, You } from "../shared/wire";
import { givenOf, programOf, readArrangement, writeArrangement } from "./blocks";

/** One text, or one arrangement as JSON, and what the server has of it. */
export interface Draft {
  readonly source: string;
  /** How often it was replaced from outside the editor; the editor follows only then. */
  readonly replaced: number;
  /** What the server has; null if it has none from this page. */
  readonly savedSource: string | null;
  /** The student has changed it; what was only given need not be saved. */
  readonly touched: boolean;
  /** The marks of all texts that this browser has found on the server or sent there. */
  readonly known: readonly number[];
  /** The other version, where this browser's was not saved yet as another device's was. */
  readonly other: string | null;
}

export type Drafts = Readonly<Record<string, Draft>>;

/** Where on the race the student is: which challenge, and how they write it. */
export interface Spot {
  readonly lap: number;
  readonly mode: Mode;
}

/** What this browser kept of a race. */
export interface KeptRace extends Spot {
  readonly step: number;
  readonly drafts: Readonly<Record<string, KeptDraft>>;
}

interface KeptDraft {
  readonly source: string;
  readonly saved: boolean;
  /** These two an older page did not write. */
  readonly known?: readonly number[];
  readonly other?: string | null;
}

/** The name of a draft. */
export function slotOf({ lap, mode }: Spot): string {
  return `${lap}.${mode}`;
}

export function spotOf(slot: string): Spot {
  const [lap, mode] = slot.split(".");
  return { lap: Number(lap), mode: mode === "blocks" ? "blocks" : "code" };
}

/** Each begins with what this browser had not yet saved, else with what the server has, else as it is given.  What was
 *  saved from another device meanwhile comes first, and this browser's text is the other version. */
export function beginDrafts(scene: RaceScene, you: You | null, kept: KeptRace | null, replaced: number): Drafts {
  const drafts: Record<string, Draft> = {};
  scene.laps.forEach((lap, index) => {
    const mine = you?.race?.step === scene.step ? you.race.laps[index] : undefined;
    for (const mode of modesOf(lap)) {
      const slot = slotOf({ lap: index, mode });
      const saved = (mode === "code" ? mine?.draft : mine?.blocks) ?? null;
      const local = kept?.step === scene.step ? kept.drafts[slot] : undefined;
      const unsaved = local && (!local.saved || saved === null) ? local : null;
      const known = withMark(local?.known ?? [], saved);
      const isNewer = unsaved !== null && !isFromElsewhere(saved, unsaved);
      const source = isNewer ? unsaved.source : (saved ?? starterOf(lap, mode));
      const other = (isNewer ? null : unsaved?.source) ?? local?.other ?? null;
      drafts[slot] = { source, replaced, savedSource: saved, touched: isNewer, known, other: other === source ? null : other };
    }
  });
  return drafts;
}

function isFromElsewhere(saved: string | null, { source, known }: KeptDraft): boolean {
  return saved !== null && saved !== source && known !== undefined && !known.includes(markOf(saved));
}

const MARKS_MAX = 200; // of texts that may still be on their way

/** With the mark of one more text, if there is one. */
export function withMark(known: readonly number[], text: string | null): readonly number[] {
  const mark = text === null ? null : markOf(text);
  return mark === null || known.includes(mark) ? known : [...known, mark].slice(-MARKS_MAX);
}

/** By which a text is known again: FNV-1a of its UTF-16 code units, in 32 bits. */
function markOf(text: string): number {
  let mark = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  return mark >>> 0;
}

/** How a challenge can be written. */
export function modesOf(lap: Lap): readonly Mode[] {
  return lap.blocks.length > 0 ? ["code", "blocks"] : ["code"];
}

export function starterOf(lap: Lap, mode: Mode): string {
  return mode === "code" ? lap.starter : writeArrangement(givenOf(lap.blocks));
}

/** The program that a draft stands for. */
export function programIn(draft: Draft | undefined, lap: Lap | undefined, mode: Mode): string {
  if (!draft || !lap) return "";
  return mode === "code" ? draft.source : programOf(readArrangement(draft.source, lap.blocks), lap.blocks);
}
