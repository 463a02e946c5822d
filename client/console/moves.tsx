/** What comes next: one big button and what it does, and beside it whatever else can be done now. */
import { clockOf } from "../projector/stage";
import type { Desk, Move } from "../shared/wire";
import { isBack } from "./keys";
import { isConnected } from "./model";
import { Press } from "./press";
import type { DeskProps } from "./props";
import type { ConsoleWords } from "./words";

const MORE_SECONDS = 30;

export function Moves(props: DeskProps) {
  const { desk, words } = props;
  if (desk.ended) {
    return (
      <section class="moves over">
        <p class="over-title">{words.ended}</p>
        <p class="soft">{words.endedHint}</p>
      </section>
    );
  }
  return (
    <section class="moves" aria-label={words.otherMoves}>
      {desk.main ? <BigButton {...props} move={desk.main} /> : null}
      <div class="others">
        <MoreTime {...props} />
        {desk.others.filter(isButton).map((move) => (
          <Press
            key={`${move.request}-${move.step}`}
            class="button"
            data-testid={isBack(move, desk) ? "move-back" : `move-${move.request}`}
            title={words.move ? undefined : move.hint}
            onClick={() => props.send({ kind: "move", move })}
          >
            {labelOf(move, desk, words)}
          </Press>
        ))}
      </div>
    </section>
  );
}

function BigButton({ model, desk, words, send, move }: DeskProps & { readonly move: Move }) {
  const busy = model.pending.length > 0;
  return (
    <div class="big">
      <Press
        class="button main"
        data-testid="main-move"
        data-request={move.request}
        aria-describedby="main-hint"
        aria-keyshortcuts="PageDown ArrowRight"
        disabled={busy}
        title={words.keys}
        onClick={() => send({ kind: "move", move })}
      >
        {labelOf(move, desk, words)}
      </Press>
      <p id="main-hint" class={isConnected(model) ? "soft" : "says-bad"}>
        {!isConnected(model) ? words.offlineWhy : busy ? words.wait : words.move ? "" : move.hint}
      </p>
    </div>
  );
}

/** More time can be given while a clock runs or stands paused. */
function MoreTime({ model, words, send }: DeskProps) {
  const scene = model.stage.shown?.scene;
  if (!scene || !clockOf(scene)) return null;
  return (
    <Press
      class="button"
      data-testid="move-extend_time"
      aria-label={words.moreHeard(MORE_SECONDS)}
      onClick={() => send({ kind: "extend", seconds: MORE_SECONDS })}
    >
      {words.more(MORE_SECONDS)}
    </Press>
  );
}

/** The end of the lesson has a button of its own, out of the way. */
function isButton(move: Move): boolean {
  return move.request !== "end_lesson";
}

function labelOf(move: Move, desk: Desk, words: ConsoleWords): string {
  if (isBack(move, desk)) return words.back;
  if (!words.move) return move.label;
  return words.move(move, desk.steps[move.step ?? -1]?.title ?? "");
}
