/** Who stands at the door, and what can be done about a flood of newcomers. */
import type { WaitingLine } from "../shared/wire";
import { Press } from "./press";
import type { DeskProps } from "./props";

export function Door({ model, desk, words, send }: DeskProps) {
  if (desk.ended) return null;
  return (
    <section class="at-the-door" aria-labelledby="door" data-testid="door">
      <div class="caption">
        <h2 id="door">
          {words.door} <span class="soft figures">{model.waiting.length > 0 ? model.waiting.length : null}</span>
        </h2>
        <Press
          class="button filter"
          data-testid="approval"
          aria-pressed={desk.approval}
          title={words.approvalHint}
          onClick={() => send({ kind: "approval", on: !desk.approval })}
        >
          {words.approval}
        </Press>
        <Press
          class="button filter"
          data-testid="clear-newcomers"
          title={words.clearEffect}
          onClick={() => send({ kind: "confirm", confirming: { what: "clear" } })}
        >
          {words.clear}
        </Press>
      </div>
      {model.waiting.length > 0 ? <Waiting waiting={model.waiting} words={words} send={send} /> : null}
    </section>
  );
}

interface WaitingProps extends Pick<DeskProps, "words" | "send"> {
  readonly waiting: readonly WaitingLine[];
}

function Waiting({ waiting, words, send }: WaitingProps) {
  const all = waiting.map((one) => one.player);
  return (
    <>
      <ul class="waiting" aria-label={words.atTheDoor(waiting.length)}>
        {waiting.map(({ player, name }) => (
          <li key={player} data-testid="waiting">
            <span class="name">{name}</span>
            <Press class="button" aria-label={words.admitHeard(name)} onClick={() => send({ kind: "admit", players: [player] })}>
              {words.admit}
            </Press>
            <Press
              class="button plain"
              aria-label={words.turnAwayHeard(name)}
              onClick={() => send({ kind: "turn-away", players: [player] })}
            >
              {words.turnAway}
            </Press>
          </li>
        ))}
      </ul>
      {waiting.length > 1 ? (
        <div class="choices">
          <Press class="button" data-testid="admit-all" onClick={() => send({ kind: "admit", players: all })}>
            {words.admitAll(all.length)}
          </Press>
          <Press class="button plain" data-testid="turn-all-away" onClick={() => send({ kind: "turn-away", players: all })}>
            {words.turnAllAway}
          </Press>
        </div>
      ) : null}
    </>
  );
}
