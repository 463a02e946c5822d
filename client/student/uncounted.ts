/** What was sent and did not count, and that the student has not read yet: it must not vanish with the question, with
 *  the race or with the page. */

import type { Keyed, Waiting } from "../shared/outbox";
import type { StudentSends } from "../shared/wire";
import type { Message, Model } from "./model";

/** Refused for good.  `name` is what the student calls it: the question's number, the challenge's title. */
export interface Uncounted {
  readonly key: string;
  readonly kind: "answer" | "submit" | "predict";
  readonly step: number;
  readonly name: string;
  readonly text: string;
}

const MOST = 5; // nobody reads more

/** What is to be told of a refused request; null where nothing that counts was lost. */
export function uncountedOf({ request, about }: Waiting<StudentSends & Keyed>, text: string): Uncounted | null {
  switch (request.type) {
    case "answer":
    case "submit":
    case "predict":
      return { key: request.key, kind: request.type, step: request.step, name: about, text };
    default:
      return null;
  }
}

/** One more; of one question, race or experiment the newest says it all. */
export function withUncounted(old: readonly Uncounted[], one: Uncounted): readonly Uncounted[] {
  return [...old.filter((other) => other.kind !== one.kind || other.step !== one.step), one].slice(-MOST);
}

/** What is still to be read after the student has done something: not what stood where they did it, nor what they
 *  send anew, or the next of its kind. */
export function stillUnread(before: Model, message: Message, after: Model): readonly Uncounted[] {
  const sent = sentBy(message);
  const unread = after.uncounted.filter(
    (one) => one.kind !== sent && (isSaidInPlace(after, one) || !isSaidInPlace(before, one)),
  );
  return unread.length < after.uncounted.length ? unread : after.uncounted;
}

function sentBy({ type }: Message): Uncounted["kind"] | null {
  return type === "send_answer" ? "answer" : type === "submit" || type === "predict" ? type : null;
}

/** What the student can read nowhere but here. */
export function saidNowhereElse(model: Model): readonly Uncounted[] {
  return model.uncounted.filter((one) => !isSaidInPlace(model, one));
}

/** Whether it stands where the student sent it from. */
function isSaidInPlace(model: Model, { kind, step, text }: Uncounted): boolean {
  const scene = model.shown?.value.scene;
  if (!scene || !("step" in scene) || scene.step !== step) return false;
  switch (kind) {
    case "answer":
      return scene.kind === "question" && scene.state !== "revealed" && model.answering?.refusal === text;
    case "submit":
      return scene.kind === "race" && scene.state === "open" && model.racing?.refusal === text;
    case "predict":
      return scene.kind === "experiment" && scene.state !== "compared" && model.experimenting?.refusal === text;
  }
}
