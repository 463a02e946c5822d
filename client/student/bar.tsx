/** The bar under the editor: the newest verdict, the button, and whether the text is saved. */

import { present } from "../shared/clock";
import { VerdictMark } from "../shared/verdicts";
import type { Attempt, MyRace } from "../shared/wire";
import { newestOf, type Place, placeOf } from "./attempts";
import type { Model, Racing } from "./model";
import { isTooLong } from "./storable";
import type { Tools } from "./tools";

interface Props {
  readonly model: Model;
  readonly racing: Racing;
  readonly mine: MyRace | null;
  readonly tools: Tools;
}

export function Bar({ model, racing, mine, tools }: Props) {
  const { race } = tools.words.own;
  const newest = mine && newestOf(mine);
  if (racing.resetting) return <SureToReset tools={tools} />;
  return (
    <div class="bar">
      {mine?.finished_ms != null && (
        <p class="finished">{mine.place === null ? race.finishedFrozen : race.finished(mine.place)}</p>
      )}
      {mine?.frozen && mine.finished_ms === null && <p class="hint">{race.frozen}</p>}
      {newest && <Outcome attempt={newest} place={placeOf(model.turn, mine)} tools={tools} />}
      {racing.refusal && (
        <p class="refusal" role="alert">
          {racing.refusal}
        </p>
      )}
      {isTooLong(racing.source) && <p class="refusal">{race.tooLong}</p>}
      {model.shown?.value.paused && <p class="notice">{race.paused}</p>}
      <p class="actions">
        <SubmitButton model={model} racing={racing} mine={mine} tools={tools} />
        <span class="draft" data-testid="draft">
          {draftText(model, racing, tools)}
        </span>
        <button type="button" class="button plain" onClick={() => tools.send({ type: "ask_reset", wanted: true })}>
          {race.reset}
        </button>
      </p>
    </div>
  );
}

function SubmitButton({ model, racing, mine, tools: { words, send } }: Props) {
  const { race } = words.own;
  const wait = secondsToWait(model, mine);
  const busy = racing.asked.submit !== null;
  const unable = busy || wait > 0 || model.shown?.value.paused === true || isTooLong(racing.source);
  return (
    <button
      type="button"
      class="button main"
      data-testid="submit-code"
      disabled={unable}
      onClick={() => send({ type: "submit" })}
    >
      {busy ? sendingText(model, words) : wait > 0 ? race.again(wait) : race.submit}
    </button>
  );
}

function sendingText({ line }: Model, words: Tools["words"]): string {
  return line.status === "connected" && !line.overdue ? words.own.race.submitting : words.connection.unsaved;
}

/** Whole seconds until the next submission; counted only while there is something to count. */
function secondsToWait({ you }: Model, mine: MyRace | null): number {
  if (!you || !mine || mine.cooldown_ms === 0) return 0;
  if (performance.now() - you.at >= mine.cooldown_ms) return 0;
  return Math.ceil((mine.cooldown_ms - (present.value - you.at)) / 1000);
}

function draftText({ line }: Model, racing: Racing, { words }: Tools): string {
  const saved = racing.source === racing.savedSource;
  if (saved) return words.own.race.saved;
  if (racing.asked.draft === null && racing.savedSource === null) return "";
  return line.status === "connected" && !line.overdue ? words.own.race.saving : words.connection.unsaved;
}

interface OutcomeProps {
  readonly attempt: Attempt;
  readonly place: Place;
  readonly tools: Tools;
}

/** What became of an attempt, or where it stands, on one line. */
export function Outcome({ attempt, place, tools: { words } }: OutcomeProps) {
  const { race } = words.own;
  const turn = race.turn(place);
  switch (attempt.state) {
    case "waiting":
      return (
        <p class="outcome waiting" role="status" data-testid="verdict" data-verdict="waiting" data-place={place}>
          <strong>{turn.now}</strong> <span>{turn.hint}</span>
        </p>
      );
    case "superseded":
    case "not_judged":
      return (
        <p class="outcome" data-testid="verdict" data-verdict={attempt.state}>
          {attempt.message || (attempt.state === "superseded" ? race.superseded : race.notJudged)}
        </p>
      );
    case "judged":
      return (
        <p class="outcome" data-testid="verdict" data-verdict={attempt.verdict}>
          {attempt.verdict && <VerdictMark of={attempt.verdict} words={words} />} <span>{attempt.message}</span>
        </p>
      );
  }
}

function SureToReset({ tools: { words, send } }: { readonly tools: Tools }) {
  const { race } = words.own;
  return (
    <div class="bar" role="alertdialog" aria-label={race.reset}>
      <p>{race.resetSure}</p>
      <p class="actions">
        <button type="button" class="button main" ref={focus} onClick={() => send({ type: "ask_reset", wanted: false })}>
          {race.resetNo}
        </button>
        <button type="button" class="button" data-testid="reset" onClick={() => send({ type: "reset" })}>
          {race.resetYes}
        </button>
      </p>
    </div>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
