/** What the class sees now: the projector's own picture, small, with its clock and count above it. */
import { type Stage, clockOf, stepOf } from "../projector/stage";
import { StageView } from "../projector/view";
import { stageWords } from "../projector/words";
import { clockText, present, remainingMs } from "../shared/clock";
import type { Scene } from "../shared/wire";
import type { DeskProps } from "./props";
import type { ConsoleWords } from "./words";

export function Preview({ model, desk, words }: DeskProps) {
  const { stage } = model;
  const entrance = {
    room: desk.room,
    lesson: desk.lesson,
    language: desk.language,
    joinUrl: desk.join_url,
    shortUrl: desk.join_url.replace(/^https?:\/\//, ""),
    qrSvg: desk.qr_svg,
  };
  return (
    <section class="preview" aria-labelledby="sees">
      <div class="caption">
        <h2 id="sees">{words.sees}</h2>
        <Counter stage={stage} words={words} />
        <TimeLeft stage={stage} words={words} />
      </div>
      <p class="only-heard" aria-live="polite">
        {stage.shown ? nameOf(stage.shown.scene, words) : words.nothingYet}
      </p>
      <div class="frame">
        <div class="stage-box" inert>
          <StageView stage={stage} entrance={entrance} words={stageWords(desk.language)} preview />
        </div>
      </div>
    </section>
  );
}

/** The picture in words, for who does not see it. */
function nameOf(scene: Scene, words: ConsoleWords): string {
  return "title" in scene ? scene.title : words.stageKind[scene.kind];
}

interface PartProps {
  readonly stage: Stage;
  readonly words: ConsoleWords;
}

function Counter({ stage: { shown, counted }, words }: PartProps) {
  if (!shown || !counted || counted.step !== stepOf(shown.scene)) return null;
  return (
    <p class="figures" data-testid="answered">
      {words.answered(counted.answered, counted.of)}
    </p>
  );
}

function TimeLeft({ stage: { shown, arrived }, words }: PartProps) {
  const clock = shown && clockOf(shown.scene);
  if (!clock) return null;
  const left = remainingMs(clock, arrived, clock.state === "running" ? present.value : arrived);
  return (
    <p class="time-left figures" role="timer" aria-label={words.timeLeft}>
      {clockText(left)}
      {clock.state === "paused" ? <span class="soft"> {words.paused}</span> : null}
    </p>
  );
}
