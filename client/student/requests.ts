/** What the page asks of the server when something happens on it. */

import type { Join, SaveDraft, StudentSends, SuggestName } from "../shared/wire";
import { answerOf } from "./answers";
import type { Message, Model } from "./model";
import { isTooLong, storable } from "./storable";

/** A request to be repeated until it is answered; the newest of a slot counts.  Or one that is said once. */
export type Request =
  | { readonly once: SuggestName }
  | { readonly ask: Exclude<StudentSends, { type: "hello" | "ping" | "suggest_name" }>; readonly slot: string };

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
    default:
      return [];
  }
}

function answerRequests(model: Model, key: string): readonly Request[] {
  const scene = model.shown?.value.scene;
  const mine = model.answering;
  if (scene?.kind !== "question" || !mine || mine.saved || mine.asked !== null) return [];
  const answer = answerOf(mine.composed, scene.form);
  return answer ? [{ ask: { type: "answer", key, step: scene.step, answer }, slot: `answer ${scene.step}` }] : [];
}

function draftRequests({ racing }: Model, key: string): readonly Request[] {
  if (!racing || racing.source === racing.savedSource || isTooLong(racing.source)) return [];
  const draft: SaveDraft = { type: "save_draft", key, step: racing.step, source: storable(racing.source) };
  return [{ ask: draft, slot: `draft ${racing.step}` }];
}

function submitRequests({ racing }: Model, key: string): readonly Request[] {
  if (!racing || racing.asked.submit !== null || isTooLong(racing.source)) return [];
  return [{ ask: { type: "submit", key, step: racing.step, source: storable(racing.source) }, slot: "" }];
}
