/** A question as the class sees it: ready, open, closed, and once its answer is out. */
import { codeLines } from "./code";
import { Prose } from "../shared/html";
import { Shape } from "../shared/shapes";
import type { QuestionScene } from "../shared/wire";
import { Countdown } from "./countdown";
import { Fit } from "./fit";
import { letterFor } from "./grid";
import { Revealed } from "./reveal";
import type { Stage } from "./stage";
import type { StageWords } from "./words";

export interface QuestionProps {
  readonly scene: QuestionScene;
  readonly stage: Stage;
  readonly words: StageWords;
}

export function Question({ scene, stage, words }: QuestionProps) {
  if (scene.reveal) return <Revealed scene={scene} reveal={scene.reveal} words={words} />;
  return (
    <div class={`question is-${scene.state}`}>
      <Fit on={textOf(scene)} largest={standsBeside(scene) ? 1.25 : 1.7} class="ask">
        <h1>{scene.title}</h1>
        <div class={standsBeside(scene) ? "asked beside" : "asked"}>
          <Prose html={scene.prompt_html} />
          <Options scene={scene} words={words} />
        </div>
      </Fit>
      <Rail scene={scene} stage={stage} words={words} />
    </div>
  );
}

/** Long code needs the height of the stage, so what belongs to it stands beside it. */
function standsBeside(scene: QuestionScene): boolean {
  return scene.form !== "matching" && scene.options_html.length > 0 && codeLines(scene.prompt_html) > 6;
}

function textOf(scene: QuestionScene): string {
  return [scene.state, scene.title, scene.prompt_html, ...scene.items_html, ...scene.options_html].join("\n");
}

function Options({ scene, words }: Omit<QuestionProps, "stage">) {
  if (scene.state === "ready") return null;
  if (scene.options_html.length === 0) return <p class="how">{howToAnswer(scene, words)}</p>;
  return (
    <div class="choices">
      {howToAnswer(scene, words) ? <p class="how">{howToAnswer(scene, words)}</p> : null}
      <Listed scene={scene} />
    </div>
  );
}

function Listed({ scene }: Pick<QuestionProps, "scene">) {
  return (
    <div class={scene.form === "matching" ? "matching-pairs" : ""}>
      {scene.form === "matching" ? (
        <ol class="items">
          {scene.items_html.map((html, index) => (
            <li key={index} class="option">
              <span class="ordinal">{index + 1}</span>
              <Prose html={html} />
            </li>
          ))}
        </ol>
      ) : null}
      <ol class={scene.form === "matching" ? "matches" : "options"}>
        {scene.options_html.map((html, index) => (
          <li key={index} class="option">
            <Shape of={index} />
            <Prose html={html} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function howToAnswer(scene: QuestionScene, words: StageWords): string {
  switch (scene.form) {
    case "multiple":
      return words.pickSeveral;
    case "numeric":
      return words.typeANumber(scene.unit);
    case "text":
      return words.typeYourAnswer;
    case "ordering":
      return words.putInOrder;
    case "matching":
      return words.match;
    default:
      return "";
  }
}

/** Beside the question: time, and how many have answered. */
function Rail({ scene, stage, words }: QuestionProps) {
  return (
    <aside class="rail">
      {scene.state === "ready" ? <p class="soft">{words.getReady}</p> : null}
      {scene.state === "closed" ? (
        <p class="figure" data-testid="countdown" style={{ fontSize: `${letterFor(words.closed, 8, 3.6)}em` }}>
          {words.closed}
        </p>
      ) : (
        <Countdown clock={scene.clock} arrived={stage.arrived} label={words.timeLeft} />
      )}
      {stage.counted && scene.state !== "ready" ? (
        <Counted answered={stage.counted.answered} of={stage.counted.of} words={words} />
      ) : null}
      <p class="soft worth">{scene.form === "poll" ? words.poll : words.points(scene.points)}</p>
    </aside>
  );
}

interface CountedProps {
  readonly answered: number;
  readonly of: number;
  readonly words: StageWords;
}

function Counted({ answered, of, words }: CountedProps) {
  return (
    <div class="counted">
      <p class="figures" data-testid="counted">
        {words.ofAll(answered, of)}
      </p>
      <p class="soft">{words.answered}</p>
    </div>
  );
}
