/** The students: who is here, who has answered, who is stuck; and what can be done for or about one of them. */
import { VerdictDrawing } from "../shared/verdicts";
import type { PlayerLine, Verdict } from "../shared/wire";
import type { DeskProps } from "./props";
import type { Intent } from "./model";
import { Press } from "./press";
import { concerns, isStuck, matches } from "./roster";
import type { ConsoleWords } from "./words";

export function RosterView({ model, words, send }: DeskProps) {
  const { players, filter } = model;
  const troubles = concerns(players);
  const shown = players.filter((player) => matches(player, filter));
  return (
    <section class="roster" aria-labelledby="roster">
      <div class="caption">
        <h2 id="roster">
          {words.roster} <span class="soft figures">{players.length}</span>
        </h2>
        {troubles.map(({ filter: which, count }) => (
          <button
            key={which}
            type="button"
            class={`button filter of-${which}`}
            aria-pressed={which === filter}
            onClick={() => send({ kind: "filter", filter: which })}
          >
            {words.filter[which](count)}
          </button>
        ))}
      </div>
      {players.length === 0 ? <p class="soft">{words.nobody}</p> : null}
      <ul>
        {(shown.length > 0 ? shown : players).map((player) => (
          <PlayerRow key={player.player} player={player} open={player.player === model.selected} words={words} send={send} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly player: PlayerLine;
  readonly open: boolean;
  readonly words: ConsoleWords;
  readonly send: (intent: Intent) => void;
}

function PlayerRow({ player, open, words, send }: RowProps) {
  return (
    <li class={`player ${player.online ? "" : "away"} ${isStuck(player) ? "stuck" : ""}`}>
      <button
        type="button"
        class="line"
        data-testid={`player-${player.number}`}
        aria-expanded={open}
        onClick={() => send({ kind: "select", player: player.player })}
      >
        <span class="number">{player.number}</span>
        <span class="name">{player.name}</span>
        <span class="doing">{doing(player, words)}</span>
        <span class="points">{player.points}</span>
      </button>
      {open ? <PlayerTools player={player} words={words} send={send} /> : null}
    </li>
  );
}

function doing(player: PlayerLine, words: ConsoleWords) {
  if (!player.online) return <span class="is-bad">{words.offline}</span>;
  if (player.answered) return words.hasAnswered;
  if (player.finished) return words.finished;
  if (player.attempts === 0) return player.hints > 0 ? words.hints(player.hints) : null;
  const verdict = (player.last_verdict || null) as Verdict | null;
  return (
    <>
      {verdict ? <VerdictDrawing of={verdict} title={words.verdict[verdict]} /> : null} {words.attempts(player.attempts)}
      {player.hints > 0 ? `, ${words.hints(player.hints)}` : null}
    </>
  );
}

function PlayerTools({ player, words, send }: Omit<RowProps, "open">) {
  const onRename = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get("name") ?? "").trim();
    if (name) send({ kind: "rename", player: player.player, name });
  };
  return (
    <div class="player-tools">
      <form onSubmit={onRename}>
        <input
          class="field"
          name="name"
          defaultValue={player.name}
          maxLength={80}
          autoComplete="off"
          aria-label={words.newName(player.name)}
          data-testid={`name-${player.number}`}
        />
        <Press type="submit" class="button" data-testid={`rename-${player.number}`}>
          {words.rename}
        </Press>
      </form>
      {player.attempts > 0 ? (
        <Press class="button" data-testid={`look-${player.number}`} onClick={() => send({ kind: "look", player: player.player })}>
          {words.look}
        </Press>
      ) : null}
      <Press
        class="button"
        data-testid={`remove-${player.number}`}
        onClick={() => send({ kind: "confirm", confirming: { what: "remove", player: player.player } })}
      >
        {words.remove}
      </Press>
    </div>
  );
}
