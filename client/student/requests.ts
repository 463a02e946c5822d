/** What the page asks of the server when something happens on it. */

import type { Join, StudentSends, SuggestName } from "../shared/wire";
import { answerOf } from "./answers";
import type { Message, Model } from "./model";
import { spotOf } from "./drafts";
import { draftKey, lapOf, programNow, unsavedIn } from "./racing";
import { isTooLong, storable } from "./storable";

/** A request to be repeated until it is answered; the newest of a slot counts, and `about` is what the student calls it.
 *  Or one that is said once. */
export type Request =
  | { readonly once: SuggestName }
  | { readonly ask: Exclude<StudentSends, { type: "hello" | "ping" | "suggest_name" }>; readonly slot: string; readonly about?: string };

/** What a message makes the page send, given the model before it. */
export function requestsOf(model: Model, message: Message, seat: () => string): readonly Request[] {
  switch (message.type) {
    case "suggest":
      return [{ once: { type: "suggest_name" } }];
    case "join": {
      const name = storable(model.joining.name).trim().slice(0, 80);
      const join: Join = { type: "join", key: message.key, name, token: seat() };
      return [{ ask: join, slot: "join" }];
    }
    case "send_answer":
      return answerRequests(model, message.key);
    case "rest":
      return draftRequests(model, message.key);
    case "submit":
      return submitRequests(model, message.key);
    case "open_hint":
      return hintRequests(model, message.key);
    case "predict":
    case "ask_trial":
    case "report_trial":
      return experimentRequests(model, message);
    case "name_replay": {
      const { key, step, attempt, named } = message;
      return [{ ask: { type: "name_replay", key, step, attempt, named }, slot: `name ${step} ${attempt}` }];
    }
    default:
      return [];
  }
}

function answerRequests(model: Model, key: string): readonly Request[] {
  const scene = model.shown?.value.scene;
  const mine = model.answering;
  if (scene?.kind !== "question" || !mine || mine.saved || mine.asked !== null) return [];
  const answer = answerOf(mine.composed, scene.form);
  if (!answer) return [];
  const ask = { type: "answer", key, step: scene.step, answer } as const;
  return [{ ask, slot: `answer ${scene.step}`, about: String(scene.number) }];
}

/** All that the server does not have yet: who turned to something else in mid-sentence loses nothing. */
function draftRequests({ racing }: Model, key: string): readonly Request[] {
  if (!racing) return [];
  return unsavedIn(racing).flatMap((slot) => {
    const source = storable(racing.drafts[slot]?.source ?? "");
    if (isTooLong(source)) return [];
    const ask = { type: "save_draft", key: draftKey(key, slot), step: racing.step, ...spotOf(slot), source } as const;
    return [{ ask, slot: `draft ${racing.step} ${slot}` }];
  });
}

/** The draft goes along, so that every page finds what was submitted last. */
function submitRequests(model: Model, key: string): readonly Request[] {
  const { racing, shown } = model;
  const scene = shown?.value.scene;
  if (!racing || scene?.kind !== "race" || racing.asked.submit !== null) return [];
  const source = storable(programNow(racing, scene));
  if (isTooLong(source)) return [];
  const submit = { type: "submit", key, step: racing.step, lap: racing.lap, source } as const;
  return [...draftRequests(model, key), { ask: submit, slot: "", about: lapOf(scene, racing)?.title ?? "" }];
}

/** The next one that is not open yet. */
function hintRequests({ racing, you }: Model, key: string): readonly Request[] {
  const mine = racing && you?.value.race?.step === racing.step ? you.value.race.laps[racing.lap] : undefined;
  if (!racing || !mine || racing.asked.hint !== null) return [];
  const ask = { type: "open_hint", key, step: racing.step, lap: racing.lap, hint: mine.hints_html.length } as const;
  return [{ ask, slot: `hint ${racing.step}` }];
}

type Trying = Extract<Message, { type: "predict" | "ask_trial" | "report_trial" }>;

function experimentRequests({ experimenting }: Model, message: Trying): readonly Request[] {
  if (!experimenting) return [];
  const { step } = experimenting;
  const { key } = message;
  switch (message.type) {
    case "predict":
      return [{ ask: { type: "predict", key, step, numbers: message.numbers }, slot: `predict ${step}` }];
    case "ask_trial":
      return [{ ask: { type: "ask_trial", key, step }, slot: `trial ${step}` }];
    case "report_trial":
      return [{ ask: { type: "report_trial", key, step, numbers: [message.gap] }, slot: "" }];
  }
}
