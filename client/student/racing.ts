/** What happens to the race on the student's page. */

import type { Lap, RaceScene, Refused, You } from "../shared/wire";
import { waitingFor, type Begun } from "./begun";
import { beginDrafts, modesOf, programIn, slotOf, starterOf, withMark, type Draft, type KeptRace, type Spot } from "./drafts";
import type { Message, Model, Racing } from "./model";
import { isTooLong, storable } from "./storable";

/** The challenge that the student is at. */
export function lapOf(scene: RaceScene, { lap }: Spot): Lap | undefined {
  return scene.laps[lap];
}

/** The draft that the student is writing. */
export function draftOf(racing: Racing): Draft {
  return racing.drafts[slotOf(racing)] ?? { source: "", replaced: 0, savedSource: null, touched: false, known: [], other: null };
}

/** What would be submitted now. */
export function programNow(racing: Racing, scene: RaceScene): string {
  return programIn(draftOf(racing), lapOf(scene, racing), racing.mode);
}

/** The race as it begins, or goes on, on this page. */
export function onRace(
  old: Racing | null,
  scene: RaceScene,
  you: You | null,
  begun: Begun,
  thumbs: boolean,
  anew = false,
): Racing {
  if (old?.step === scene.step && !anew) return old;
  const replaced = (old ? draftOf(old).replaced : 0) + 1;
  return {
    step: scene.step,
    ...spotToBegin(scene, you, begun.race, thumbs),
    drafts: beginDrafts(scene, you, begun.race, replaced),
    asked: {
      drafts: {},
      submit: waitingFor(begun, "submit", scene.step)?.key ?? null,
      hint: waitingFor(begun, "open_hint", scene.step)?.key ?? null,
    },
    refusal: null,
    asking: null,
  };
}

/** Where the student was; else at the newest attempt's challenge.  Who writes with thumbs begins with blocks. */
function spotToBegin(scene: RaceScene, you: You | null, kept: KeptRace | null, thumbs: boolean): Spot {
  const here = kept?.step === scene.step ? kept : null;
  const own = you?.race?.step === scene.step ? you.race : null;
  const lap = here?.lap ?? own?.attempts.at(-1)?.lap ?? 0;
  const at = own?.laps[lap]?.may_try ? lap : 0;
  const modes = scene.laps[at] ? modesOf(scene.laps[at]) : ["code" as const];
  const wanted = here?.mode ?? (thumbs ? "blocks" : "code");
  return { lap: at, mode: modes.includes(wanted) ? wanted : "code" };
}

type Editing = Extract<
  Message,
  { type: "edit" | "rest" | "submit" | "ask" | "reset" | "swap" | "keep_this" | "turn_to" | "open_hint" }
>;

export function race(model: Model, message: Editing): Model {
  const { racing } = model;
  const scene = model.shown?.value.scene;
  if (!racing || scene?.kind !== "race") return model;
  switch (message.type) {
    case "edit":
      return withDraft(model, racing, { source: message.source, touched: true });
    case "rest":
      return raceWith(model, savingDrafts(racing, message.key));
    case "submit":
      return submitted(model, racing, scene, message.key);
    case "ask":
      return raceWith(model, { asking: message.about, refusal: null });
    case "reset": {
      const lap = lapOf(scene, racing);
      const replaced = draftOf(racing).replaced + 1;
      const fresh = lap ? { source: starterOf(lap, racing.mode), replaced, touched: true } : {};
      return raceWith(withDraft(model, racing, fresh), { asking: null });
    }
    case "swap": {
      const { source, other, replaced } = draftOf(racing);
      return other === null ? model : withDraft(model, racing, { source: other, other: source, replaced: replaced + 1, touched: true });
    }
    case "keep_this":
      return withDraft(model, racing, { other: null });
    case "open_hint":
      return raceWith(model, { asked: { ...racing.asked, hint: message.key }, asking: null, refusal: null });
    case "turn_to":
      return raceWith(model, { ...turned(racing, scene, message), refusal: null, asking: null });
  }
}

/** Another challenge, or another way to write this one, where there is such. */
function turned(racing: Racing, scene: RaceScene, { lap, mode }: Spot): Spot {
  const wanted = scene.laps[lap];
  if (!wanted) return racing;
  return { lap, mode: modesOf(wanted).includes(mode) ? mode : "code" };
}

/** The slots whose text the server does not have. */
export function unsavedIn(racing: Racing): readonly string[] {
  return Object.entries(racing.drafts).flatMap(([slot, { source, savedSource, touched }]) =>
    touched && source !== savedSource ? [slot] : [],
  );
}

/** The key of the request that saves one slot: several may be saved at once. */
export function draftKey(key: string, slot: string): string {
  return `${key}-${slot.replace(".", "-")}`;
}

/** Where nothing was saved, the server has as a draft what was submitted last. */
function submitted(model: Model, racing: Racing, scene: RaceScene, key: string): Model {
  const program = storable(programNow(racing, scene));
  if (racing.asked.submit !== null || isTooLong(program)) return model; // nothing is sent
  const { drafts, asked } = savingDrafts(racing, key);
  const slot = slotOf({ lap: racing.lap, mode: "code" });
  const code = drafts[slot];
  const marked = code ? { ...drafts, [slot]: { ...code, known: withMark(code.known, program) } } : drafts;
  return raceWith(model, { drafts: marked, asked: { ...asked, submit: key }, refusal: null });
}

/** What the server does not have is on its way. */
function savingDrafts(racing: Racing, key: string): Pick<Racing, "drafts" | "asked"> {
  const drafts = { ...racing.drafts };
  const asked = { ...racing.asked.drafts };
  for (const slot of unsavedIn(racing)) {
    const draft = drafts[slot];
    if (!draft) continue;
    asked[slot] = { key: draftKey(key, slot), source: draft.source };
    drafts[slot] = { ...draft, known: withMark(draft.known, storable(draft.source)) };
  }
  return { drafts, asked: { ...racing.asked, drafts: asked } };
}

/** The server has carried out a request of the race; null if it was none of the race's. */
export function raceDone(model: Model, key: string): Model | null {
  const { racing } = model;
  if (!racing) return null;
  const { asked } = racing;
  if (asked.submit === key) return raceWith(model, { asked: { ...asked, submit: null } });
  if (asked.hint === key) return raceWith(model, { asked: { ...asked, hint: null } });
  const slot = slotAsked(racing, key);
  const draft = slot === null ? undefined : racing.drafts[slot];
  if (slot === null || !draft) return null;
  const saved = { ...draft, savedSource: asked.drafts[slot]?.source ?? null };
  return raceWith(model, { drafts: { ...racing.drafts, [slot]: saved }, asked: withoutDraft(asked, slot) });
}

/** The server has refused a request of the race; null if it was none of the race's. */
export function raceRefused(model: Model, { key, text }: Refused): Model | null {
  const { racing } = model;
  if (!racing || key === null) return null;
  const { asked } = racing;
  const said = { ...model, said: { about: "text" as const, text } };
  if (asked.submit === key) return raceWith(said, { asked: { ...asked, submit: null }, refusal: text });
  if (asked.hint === key) return raceWith(said, { asked: { ...asked, hint: null }, refusal: text });
  const slot = slotAsked(racing, key);
  return slot === null ? null : raceWith(model, { asked: withoutDraft(asked, slot) });
}

function slotAsked({ asked }: Racing, key: string): string | null {
  return Object.entries(asked.drafts).find(([, request]) => request.key === key)?.[0] ?? null;
}

function withoutDraft(asked: Racing["asked"], slot: string): Racing["asked"] {
  const { [slot]: _, ...drafts } = asked.drafts;
  return { ...asked, drafts };
}

function withDraft(model: Model, racing: Racing, change: Partial<Draft>): Model {
  const slot = slotOf(racing);
  return raceWith(model, { drafts: { ...racing.drafts, [slot]: { ...draftOf(racing), ...change } } });
}

export function raceWith(model: Model, change: Partial<Racing>): Model {
  return model.racing ? { ...model, racing: { ...model.racing, ...change } } : model;
}
