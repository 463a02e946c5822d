/** What every part of the page is given: the words, and a way to say what the student did. */

import { wordsFor, type Dictionary } from "../shared/words";
import type { Message, Model } from "./model";
import { studentWords, type StudentWords } from "./words";

/** What a student can do.  The page adds keys where a request needs one. */
export type Deed = Unkeyed<Exclude<Message, { type: "got" | "line" | "uncounted" | "milestone" | "theme" }>>;

type Unkeyed<Kind> = Kind extends { readonly key: string } ? Omit<Kind, "key"> : Kind;

export type Send = (deed: Deed) => void;

export interface Tools {
  readonly words: Dictionary & { readonly own: StudentWords };
  readonly send: Send;
}

/** The words in the lesson's language, or in the browser's before the lesson is known. */
export function toolsFor(model: Model, send: Send): Tools {
  const language = languageOf(model);
  return { words: { ...wordsFor(language), own: studentWords(language) }, send };
}

export function languageOf(model: Model): string {
  return model.welcome?.language ?? model.language;
}
