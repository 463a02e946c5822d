/** What a student had begun at the step on the stage, before the page was loaded anew or turned to something else. */

import type { Keyed } from "../shared/outbox";
import type { StudentSends } from "../shared/wire";
import type { KeptRace } from "./drafts";

export interface Begun {
  readonly race: KeptRace | null;
  /** An answer in the making, of whatever question; nobody has looked whether it is one. */
  readonly answer: unknown;
  /** What was asked of the server and has no answer yet. */
  readonly waiting: readonly Asked[];
}

type Asked = StudentSends & Keyed;
type OfAStep = Extract<StudentSends, { readonly step: number; readonly key: string }>;

export const NOTHING_BEGUN: Begun = { race: null, answer: null, waiting: [] };

/** The request of this type and step that waits for its answer. */
export function waitingFor<Type extends OfAStep["type"]>(
  { waiting }: Begun,
  type: Type,
  step: number,
): Extract<OfAStep, { type: Type }> | null {
  const isIt = (asked: Asked): asked is Asked & Extract<OfAStep, { type: Type }> =>
    asked.type === type && "step" in asked && asked.step === step;
  return waiting.find(isIt) ?? null;
}
