/** The leaderboard as one student sees it: the top, a gap, the own row among its neighbours. */

import type { BoardRow, LeaderboardScene, You } from "../shared/wire";
import type { Tools } from "./tools";

const TOP = 5;

interface BoardProps {
  readonly scene: LeaderboardScene;
  readonly you: You;
  readonly tools: Tools;
}

export function Board({ scene, you, tools }: BoardProps) {
  const { board } = tools.words.own;
  return (
    <section class="board">
      <h1>{board.title}</h1>
      <p class="own-rank figures">
        {board.place}: <strong>{tools.words.rankOf(you.rank, you.of)}</strong>
      </p>
      <Neighbours rows={withTop(scene.rows, you.neighbours, TOP)} own={you.player} tools={tools} />
    </section>
  );
}

/** The best few and the own neighbourhood, each student once, best first. */
export function withTop(rows: readonly BoardRow[], neighbours: readonly BoardRow[], top: number): readonly BoardRow[] {
  const best = rows.slice(0, top);
  const known = new Map(rows.map((row) => [row.player, row]));
  const others = neighbours.filter(({ player }) => best.every((row) => row.player !== player));
  return [...best, ...others.map((row) => known.get(row.player) ?? row)];
}

interface NeighboursProps {
  readonly rows: readonly BoardRow[];
  readonly own: string;
  readonly tools: Tools;
}

export function Neighbours({ rows, own, tools }: NeighboursProps) {
  const { board } = tools.words.own;
  return (
    <table class="rows figures">
      <thead class="only-heard">
        <tr>
          <th scope="col">{board.rank}</th>
          <th scope="col">{board.name}</th>
          <th scope="col">{board.points}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <Row key={row.player} row={row} own={own} gap={isGap(rows[index - 1], row)} tools={tools} />
        ))}
      </tbody>
    </table>
  );
}

function isGap(before: BoardRow | undefined, row: BoardRow): boolean {
  return before !== undefined && row.rank > before.rank + 1;
}

function Row({ row, own, gap, tools }: { row: BoardRow; own: string; gap: boolean; tools: Tools }) {
  const { board } = tools.words.own;
  const mine = row.player === own;
  return (
    <tr class={`${mine ? "own" : ""}${gap ? " after-gap" : ""}`} data-testid="board-row" aria-current={mine || undefined}>
      <td class="rank">{row.rank}</td>
      <th scope="row">
        <span class="start-number small">{row.number}</span> {row.name}
        {mine && <span class="tag">{board.you}</span>}
        <Moved row={row} tools={tools} />
      </th>
      <td class="points">
        {row.points}
        {row.gained > 0 && <span class="gained">{board.gained(row.gained)}</span>}
      </td>
    </tr>
  );
}

function Moved({ row, tools }: { readonly row: BoardRow; readonly tools: Tools }) {
  const { board } = tools.words.own;
  const places = (row.rank_before ?? row.rank) - row.rank;
  if (places === 0) return null;
  return <span class="moved">{places > 0 ? board.up(places) : board.down(-places)}</span>;
}
