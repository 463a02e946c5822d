/** The bar under the editor: the newest verdict, the button, and whether the text is saved. */

import { present } from "../shared/clock";
import { VerdictMark } from "../shared/verdicts";
import type { Attempt, MyRace, RaceScene } from "../shared/wire";
import { newestOf, type Place, placeOf } from "./attempts";
import type { Model, Racing } from "./model";
import { draftOf, programNow } from "./racing";
import { isTooLong } from "./storable";
import type { Tools } from "./tools";

const FULL_SCORE = 100;

interface Props {
  readonly model: Model;
  readonly scene: RaceScene;
  readonly racing: Racing;
  readonly mine: MyRace | null;
  readonly tools: Tools;
}

export function Bar({ model, scene, racing, mine, tools }: Props) {
  const { race } = tools.words.own;
  const newest = mine && newestOf(mine);
  if (racing.asking === "reset") return <SureToReset tools={tools} />;
  return (
    <div class="bar">
      {mine && <Ahead scene={scene} racing={racing} mine={mine} tools={tools} />}
      {mine?.frozen && mine.finished_ms === null && <p class="hint">{race.frozen}</p>}
      {newest && <Outcome attempt={newest} place={placeOf(model.turn, mine)} tools={tools} />}
      {racing.refusal && (
        <p class="refusal" role="alert">
          {racing.refusal}
        </p>
      )}
      {isTooLong(programNow(racing, scene)) && <p class="refusal">{race.tooLong}</p>}
      {model.shown?.value.paused && <p class="notice">{race.paused}</p>}
      <p class="actions">
        <SubmitButton model={model} scene={scene} racing={racing} mine={mine} tools={tools} />
        <span class="draft" data-testid="draft">
          {draftText(model, racing, tools)}
        </span>
        <button type="button" class="button plain" onClick={() => tools.send({ type: "ask", about: "reset" })}>
          {race.reset}
        </button>
      </p>
    </div>
  );
}

interface AheadProps {
  readonly scene: RaceScene;
  readonly racing: Racing;
  readonly mine: MyRace;
  readonly tools: Tools;
}

/** For those who have solved it: the place, what can still be gained here, and where to go on. */
function Ahead({ scene, racing, mine, tools: { words, send } }: AheadProps) {
  const { race } = words.own;
  const score = mine.laps[racing.lap]?.score ?? null;
  if (score === null) return null;
  const next = mine.laps[racing.lap + 1]?.score === null ? scene.laps[racing.lap + 1] : undefined;
  return (
    <div class="ahead">
      <p class="finished">{racing.lap > 0 ? race.solved : mine.place === null ? race.finishedFrozen : race.finished(mine.place)}</p>
      {score < FULL_SCORE && <p data-testid="improve">{race.improve(score)}</p>}
      {next && (
        <button
          type="button"
          class="button"
          data-testid="go-on"
          onClick={() => send({ type: "turn_to", lap: racing.lap + 1, mode: racing.mode })}
        >
          {race.goOn(next.title, next.points)}
        </button>
      )}
    </div>
  );
}

function SubmitButton({ model, scene, racing, mine, tools: { words, send } }: Props) {
  const { race } = words.own;
  const wait = secondsToWait(model, mine);
  const busy = racing.asked.submit !== null;
  const full = mine?.laps[racing.lap]?.score === FULL_SCORE;
  const unable = busy || full || wait > 0 || model.shown?.value.paused === true || isTooLong(programNow(racing, scene));
  return (
    <button
      type="button"
      class="button main"
      data-testid="submit-code"
      disabled={unable}
      onClick={() => send({ type: "submit" })}
    >
      {full ? race.fullMarks : busy ? sendingText(model, words) : wait > 0 ? race.again(wait) : race.submit}
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
  const { source, savedSource, touched } = draftOf(racing);
  if (source === savedSource) return words.own.race.saved;
  if (!touched) return "";
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
        <button type="button" class="button main" ref={focus} onClick={() => send({ type: "ask", about: null })}>
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
