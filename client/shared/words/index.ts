/** What is said, by language.  A page takes the lesson's language once it knows it, the browser's before. */

import { de } from "./de";
import { type Dictionary, en } from "./en";

export type { Dictionary } from "./en";

/** The dictionary for a language tag such as `de-CH`; English where there is none. */
export function wordsFor(language: string | null | undefined): Dictionary {
  return (language ?? "").toLowerCase().startsWith("de") ? de : en;
}

/** Choose among dictionaries of a page's own, in the same way. */
export function choose<Words>(language: string | null | undefined, english: Words, german: Words): Words {
  return wordsFor(language) === de ? german : english;
}
