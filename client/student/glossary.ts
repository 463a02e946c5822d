/** The terms of the lesson: fetched once, kept by the page, searched here. */

import type { Glossary as Fetched, Term } from "../shared/wire";

export interface Glossary {
  readonly shown: boolean;
  readonly query: string;
  readonly terms: readonly Term[] | null;
  readonly failed: boolean;
}

export type GlossaryMessage =
  | { readonly type: "show_glossary"; readonly shown: boolean }
  | { readonly type: "search_glossary"; readonly query: string }
  | { readonly type: "retry_glossary" }
  | { readonly type: "got_glossary"; readonly terms: readonly Term[] | null };

export const NO_GLOSSARY: Glossary = { shown: false, query: "", terms: null, failed: false };

export function glossaryAfter(glossary: Glossary, message: GlossaryMessage): Glossary {
  switch (message.type) {
    case "show_glossary":
      return { ...glossary, shown: message.shown, query: "" };
    case "search_glossary":
      return { ...glossary, query: message.query };
    case "retry_glossary":
      return { ...glossary, failed: false };
    case "got_glossary":
      return { ...glossary, terms: message.terms ?? glossary.terms, failed: message.terms === null };
  }
}

/** Terms whose name begins with or holds what is looked for come first, then those that speak of it. */
export function found(terms: readonly Term[], query: string): readonly Term[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return terms;
  const rank = ({ term, meaning_html }: Term): number => {
    const name = term.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    return meaning_html.replace(/<[^>]*>/g, "").toLowerCase().includes(wanted) ? 2 : 3;
  };
  return terms.filter((term) => rank(term) < 3).sort((one, other) => rank(one) - rank(other));
}

/** Every term of a room's lesson; null if they cannot be had.  The browser keeps them for the day. */
export async function fetchTerms(url: string): Promise<readonly Term[] | null> {
  try {
    const response = await fetch(url);
    return response.ok ? ((await response.json()) as Fetched).terms : null;
  } catch {
    return null;
  }
}
