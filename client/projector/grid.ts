/** How things in a row fill a given space: how many columns, and how large the letters may be. */

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Height of the letters, in the unit of the space. */
  readonly letter: number;
}

/** Sizes that a growing crowd passes through, so that the names do not jump at every arrival. */
const CAPACITIES = [8, 14, 20, 30, 40, 60, 90, 120, 160, 220, 300];

export const CROWD_MAX = CAPACITIES[CAPACITIES.length - 1] ?? 0;

/** The room that the lobby keeps for a crowd of this size. */
export function capacityFor(count: number): number {
  return CAPACITIES.find((capacity) => capacity >= count) ?? CROWD_MAX;
}

/**
 * The grid with the largest letters for `count` cells in a space of `width` × `height`.
 * A cell is `letters` letters wide and 1.5 letters high; letters grow to `largest` at most.
 */
export function gridFor(count: number, width: number, height: number, letters: number, largest: number): Grid {
  const tried = Array.from({ length: 16 }, (_, index) => gridOf(index + 1, count, width, height, letters, largest));
  return tried.reduce((best, grid) => (grid.letter > best.letter + 0.001 ? grid : best));
}

function gridOf(columns: number, count: number, width: number, height: number, letters: number, largest: number): Grid {
  const rows = Math.max(1, Math.ceil(count / columns));
  return { columns, rows, letter: Math.min(largest, width / columns / letters, height / rows / 1.5) };
}

/** Where an item stands, as CSS has it. */
export type Cell = {
  readonly gridColumn: number;
  readonly gridRow: number;
};

/** The place of item number `at` when `of` items fill `columns` columns, one after the other. */
export function cell(at: number, of: number, columns: number): Cell {
  const perColumn = Math.ceil(of / columns);
  return { gridColumn: Math.floor(at / perColumn) + 1, gridRow: (at % perColumn) + 1 };
}

/** Height of letters at which a line of `text` fills `width`, at most `largest`; a letter is about 0.56 as wide as high. */
export function letterFor(text: string, width: number, largest: number): number {
  return Math.min(largest, width / (0.58 * Math.max(1, text.length)));
}
