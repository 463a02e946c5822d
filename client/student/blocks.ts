/** A program put together from blocks: which, in what order, how far indented. */

import type { Block } from "../shared/wire";

export interface Placed {
  /** Index of the block, as the scene lists it. */
  readonly block: number;
  /** In steps of four blanks. */
  readonly indent: number;
}

export type Arrangement = readonly Placed[];

export const INDENT_MAX = 8;

/** What stands there from the beginning. */
export function givenOf(blocks: readonly Block[]): Arrangement {
  return blocks.flatMap(({ indent }, block) => (indent === null ? [] : [{ block, indent }]));
}

/** An arrangement as it is kept; whatever does not fit these blocks counts as not yet begun. */
export function readArrangement(text: string, blocks: readonly Block[]): Arrangement {
  try {
    const placed = (JSON.parse(text) as unknown[][]).map(([block, indent]) => ({ block, indent }) as Placed);
    return fits(placed, blocks) ? placed : givenOf(blocks);
  } catch {
    return givenOf(blocks);
  }
}

export function writeArrangement(arrangement: Arrangement): string {
  return JSON.stringify(arrangement.map(({ block, indent }) => [block, indent]));
}

function fits(placed: Arrangement, blocks: readonly Block[]): boolean {
  const given = givenOf(blocks);
  return (
    new Set(placed.map(({ block }) => block)).size === placed.length &&
    placed.every(({ block, indent }) => blocks[block] !== undefined && Number.isInteger(indent) && indent >= 0 && indent <= INDENT_MAX) &&
    given.every(({ block, indent }, place) => placed[place]?.block === block && placed[place]?.indent === indent)
  );
}

/** The blocks that are not in the program, in the order in which the scene lists them. */
export function unused(arrangement: Arrangement, blocks: readonly Block[]): readonly number[] {
  const used = new Set(arrangement.map(({ block }) => block));
  return blocks.flatMap((_, block) => (used.has(block) ? [] : [block]));
}

/** With one block more, after the row at `place`, indented as Python would go on there. */
export function added(arrangement: Arrangement, block: number, place: number, blocks: readonly Block[]): Arrangement {
  const before = arrangement[place];
  const opens = before !== undefined && /:\s*(#.*)?$/.test(blocks[before.block]?.code ?? "");
  const last = before === undefined ? 0 : before.indent + insideOf(blocks[before.block]?.code ?? "");
  return [...arrangement.slice(0, place + 1), { block, indent: Math.min(INDENT_MAX, last + (opens ? 1 : 0)) }, ...arrangement.slice(place + 1)];
}

/** How much further in than its first line a block ends. */
function insideOf(code: string): number {
  const last = code.split("\n").at(-1) ?? "";
  return Math.floor((last.length - last.trimStart().length) / 4);
}

export function removed(arrangement: Arrangement, place: number): Arrangement {
  return arrangement.filter((_, index) => index !== place);
}

/** With the row at `from` at the place `to`; given rows stay first. */
export function movedRow(arrangement: Arrangement, from: number, to: number, given: number): Arrangement {
  const row = arrangement[from];
  if (row === undefined || from < given || to < given || to >= arrangement.length) return arrangement;
  const rest = removed(arrangement, from);
  return [...rest.slice(0, to), row, ...rest.slice(to)];
}

/** With the row at `place` further in (`by` 1) or out (-1). */
export function indented(arrangement: Arrangement, place: number, by: number): Arrangement {
  return arrangement.map((row, index) =>
    index === place ? { ...row, indent: Math.max(0, Math.min(INDENT_MAX, row.indent + by)) } : row,
  );
}

/** The program as the judge gets it. */
export function programOf(arrangement: Arrangement, blocks: readonly Block[]): string {
  return arrangement.map(({ block, indent }) => `${linesOf(blocks[block]?.code ?? "", indent)}\n`).join("");
}

function linesOf(code: string, indent: number): string {
  return code
    .split("\n")
    .map((line) => (line === "" ? "" : " ".repeat(4 * indent) + line))
    .join("\n");
}

/** The row in which a line of the program stands; lines count from 1. */
export function rowOfLine(arrangement: Arrangement, blocks: readonly Block[], line: number | null): number | null {
  let before = 0;
  for (const [row, { block }] of arrangement.entries()) {
    before += (blocks[block]?.code ?? "").split("\n").length;
    if (line !== null && line >= 1 && line <= before) return row;
  }
  return null;
}
