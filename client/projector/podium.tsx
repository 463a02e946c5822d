/** The end of the race: three steps, rising third, second, first; beside them who came after. */
import type { BoardRow, PodiumScene } from "../shared/wire";
import type { StageWords } from "./words";

interface PodiumProps {
  readonly scene: PodiumScene;
  readonly words: StageWords;
}

export function PodiumView({ scene, words }: PodiumProps) {
  const top = scene.rows.slice(0, 3);
  const rest = scene.rows.slice(3);
  const [first] = top;
  return (
    <div class={first ? "podium won" : "podium"} data-testid="podium">
      <div class="heading">
        <h1>{first ? words.winner(winners(scene.rows)) : scene.title}</h1>
        {scene.ended ? <p class="soft">{words.ended}</p> : null}
      </div>
      {first ? (
        <div class={rest.length > 0 ? "places" : "places alone"}>
          <ol class="steps">
            {top.map((row, index) => (
              <PodiumStep key={row.player} row={row} index={index} />
            ))}
          </ol>
          {rest.length > 0 ? <Rest rows={rest} /> : null}
        </div>
      ) : (
        <p class="soft">{words.podiumEmpty}</p>
      )}
    </div>
  );
}

/** Equals share the first place. */
export function winners(rows: readonly BoardRow[]): string {
  return rows
    .filter((row) => row.rank === 1)
    .map((row) => row.name)
    .join(" + ");
}

function PodiumStep({ row, index }: { readonly row: BoardRow; readonly index: number }) {
  return (
    <li class={`podium-step at-${index + 1} rank-${row.rank}`}>
      <p class="number">{row.number}</p>
      <p class="name">{row.name}</p>
      <div class="block">
        <p class="rank">{row.rank}</p>
        <p class="points">{row.points}</p>
      </div>
    </li>
  );
}

function Rest({ rows }: { readonly rows: readonly BoardRow[] }) {
  return (
    <ol class="board-rows in-1" style={{ "--rows": String(rows.length) }}>
      {rows.map((row) => (
        <li key={row.player} class="board-row">
          <span class="rank">{row.rank}</span>
          <span class="number">{row.number}</span>
          <span class="name">{row.name}</span>
          <span class="gained" />
          <span class="points">{row.points}</span>
        </li>
      ))}
    </ol>
  );
}
