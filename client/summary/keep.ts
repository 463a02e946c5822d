/** What the browser keeps of a summary, so that it outlives the server. */

import type { Keeper } from "../shared/storage";
import type { Summary } from "../shared/wire";

/** `at` is when it was fetched, if it was not fetched just now. */
export interface Kept {
  readonly summary: Summary;
  readonly at: number | null;
}

const nameOf = (path: string) => `threadrace.kept.1.${path}`;

export function keepSummary(keeper: Keeper, path: string, summary: Summary, at: number): void {
  keeper.setItem(nameOf(path), JSON.stringify({ summary, at }));
}

export function keptSummary(keeper: Keeper, path: string): Kept | null {
  try {
    const found = JSON.parse(keeper.getItem(nameOf(path)) ?? "null") as Kept | null;
    return found?.summary.type === "summary" ? found : null;
  } catch {
    return null;
  }
}

/** The page as one file that needs no server: its text, its style, and nothing else. */
export function asFile(title: string, language: string, body: string, style: string): string {
  const escaped = title.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<!doctype html><html lang="${language.replace(/[^A-Za-z-]/g, "")}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped}</title><style>${style}</style><div id="page">${body}</div></html>`;
}
