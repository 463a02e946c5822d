/** The leaderboard: rows stand as they stood, then slide to where they belong now. */
import type { BoardRow, LeaderboardScene } from "../shared/wire";
import { cell, type Cell } from "./grid";
import { Sliding } from "./sliding";
import { standingRows } from "./stage";
import type { StageWords } from "./words";

interface BoardProps {
  readonly scene: LeaderboardScene;
  readonly settled: boolean;
  readonly words: StageWords;
}

export function Board({ scene, settled, words }: BoardProps) {
  const columns = columnsFor(scene.rows.length);
  const standing = standingRows(scene.rows, settled);
  return (
    <div class="board">
      <div class="heading">
        <h1>{words.leaderboard}</h1>
        <p class="soft">{scene.of === 0 ? words.nobodyScored : words.topOf(scene.rows.length, scene.of)}</p>
      </div>
      <Sliding
        class={`board-rows in-${columns}${scene.rows.length <= FEW_ROWS ? " few" : ""}`}
        rows={Math.ceil(scene.rows.length / columns)}
      >
        {scene.rows.map((row) => (
          <Row
            key={row.player}
            row={row}
            place={cell(standing.indexOf(row), standing.length, columns)}
            settled={settled}
            words={words}
          />
        ))}
      </Sliding>
    </div>
  );
}

const FEW_ROWS = 6; // so few may be larger

/** Up to ten rows are set in one column, up to 26 in two, up to forty in three. */
export function columnsFor(rows: number): 1 | 2 | 3 {
  return rows <= 10 ? 1 : rows <= 26 ? 2 : 3;
}

interface RowProps {
  readonly row: BoardRow;
  readonly place: Cell;
  readonly settled: boolean;
  readonly words: StageWords;
}

function Row({ row, place, settled, words }: RowProps) {
  return (
    <li class={`board-row rank-${row.rank}`} data-slide={row.player} data-testid="board-row" style={place}>
      <span class="rank">{settled ? row.rank : (row.rank_before ?? "")}</span>
      <span class="number">{row.number}</span>
      <span class="name">{row.name}</span>
      <span class="gained">{settled && row.gained > 0 ? words.gained(row.gained) : ""}</span>
      <span class="points">{settled ? row.points : row.points - row.gained}</span>
    </li>
  );
}
