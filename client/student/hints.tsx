/** Hints: they open one by one, each for its price, which is said before. */

import { Prose } from "../shared/html";
import type { Lap, MyLap, RaceScene } from "../shared/wire";
import type { Racing } from "./model";
import type { Tools } from "./tools";

interface Props {
  readonly scene: RaceScene;
  readonly lap: Lap;
  readonly racing: Racing;
  readonly mine: MyLap | undefined;
  /** The clock stands still, and nothing is bought meanwhile. */
  readonly paused: boolean;
  readonly tools: Tools;
}

export function Hints({ scene, lap, racing, mine, paused, tools }: Props) {
  const { race } = tools.words.own;
  if (scene.state === "ready" || lap.hints === 0) return null;
  const read = scene.state === "closed" ? lap.hints_html : (mine?.hints_html ?? []);
  const more = scene.state === "open" && read.length < lap.hints;
  return (
    <section class="hints" aria-label={race.hints(lap.hints)}>
      {read.map((html, index) => (
        <details key={index} open={index === read.length - 1 && scene.state === "open"} data-testid={`hint-${index}`}>
          <summary>{race.hint(index + 1, lap.hints)}</summary>
          <Prose html={html} />
        </details>
      ))}
      {more && (racing.asking === "hint" ? <Sure price={priceOf(lap, mine)} paused={paused} tools={tools} /> : <Ask lap={lap} mine={mine} next={read.length + 1} racing={racing} paused={paused} tools={tools} />)}
    </section>
  );
}

/** Who has full marks has nothing left to lose. */
function priceOf(lap: Lap, mine: MyLap | undefined): number {
  return mine?.score === 100 ? 0 : lap.hint_price;
}

interface AskProps {
  readonly lap: Lap;
  readonly mine: MyLap | undefined;
  readonly next: number;
  readonly racing: Racing;
  readonly paused: boolean;
  readonly tools: Tools;
}

function Ask({ lap, mine, next, racing, paused, tools: { words, send } }: AskProps) {
  const { race } = words.own;
  return (
    <button
      type="button"
      class="button plain"
      data-testid="ask-hint"
      disabled={paused || racing.asked.hint !== null}
      onClick={() => send({ type: "ask", about: "hint" })}
    >
      {race.hint(next, lap.hints)} <span class="price figures">{race.price(priceOf(lap, mine))}</span>
    </button>
  );
}

interface SureProps {
  readonly price: number;
  readonly paused: boolean;
  readonly tools: Tools;
}

function Sure({ price, paused, tools: { words, send } }: SureProps) {
  const { race } = words.own;
  return (
    <div class="sure" role="alertdialog" aria-label={race.hintSure(price)}>
      <p>{race.hintSure(price)}</p>
      <p class="actions">
        <button type="button" class="button main" data-testid="open-hint" disabled={paused} onClick={() => send({ type: "open_hint" })}>
          {race.hintYes}
        </button>
        <button type="button" class="button" ref={focus} onClick={() => send({ type: "ask", about: null })}>
          {race.hintNo}
        </button>
      </p>
    </div>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
