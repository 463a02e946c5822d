/** A race: the task, the editor, the bar to submit from, and what became of each attempt. */

import { Countdown } from "../shared/countdown";
import { Prose } from "../shared/html";
import type { MyRace, RaceScene } from "../shared/wire";
import { Attempts, newestOf, placeOf } from "./attempts";
import { Bar } from "./bar";
import { EditorHost } from "./editor-host";
import type { Model, Racing } from "./model";
import type { Tools } from "./tools";

interface Props {
  readonly model: Model;
  readonly scene: RaceScene;
  readonly tools: Tools;
}

export function Race({ model, scene, tools }: Props) {
  const { words } = tools;
  const mine = ownRace(model, scene);
  return (
    <article class={`race ${scene.state}`}>
      <section class="briefing">
        {scene.state === "open" && <Countdown clock={scene.clock} arrivedAt={model.shown?.at ?? 0} words={words} />}
        <h1>{scene.title}</h1>
        <Task scene={scene} folded={(mine?.attempts.length ?? 0) > 0} tools={tools} />
        <Hints scene={scene} tools={tools} />
      </section>
      {scene.off !== "" ? <p class="refusal">{scene.off}</p> : <Course model={model} scene={scene} tools={tools} />}
      {mine && mine.attempts.length > 0 && (
        <Attempts race={mine} place={placeOf(model.turn, mine)} shownLine={model.racing?.line ?? null} tools={tools} />
      )}
    </article>
  );
}

/** The student's own race, if the one that the page knows is the one on the stage. */
export function ownRace({ you }: Model, scene: RaceScene): MyRace | null {
  const race = you?.value.race;
  return race?.step === scene.step ? race : null;
}

/** Is open until the first attempt; from then on the code matters more. */
function Task({ scene, folded, tools: { words } }: { scene: RaceScene; folded: boolean; tools: Tools }) {
  return (
    <details class="task" open={!folded}>
      <summary>
        {words.own.race.task} <span class="worth">{words.own.question.worth(scene.points)}</span>
      </summary>
      <Prose html={scene.statement_html} />
    </details>
  );
}

/** Each hint opens by itself, so that nobody reads more than they want. */
function Hints({ scene, tools: { words } }: { readonly scene: RaceScene; readonly tools: Tools }) {
  if (scene.state === "ready" || scene.hints_html.length === 0) return null;
  return (
    <details class="task hints">
      <summary>{words.own.race.hints(scene.hints_html.length)}</summary>
      {scene.hints_html.map((html, index) => (
        <details key={index}>
          <summary>{words.own.race.hint(index + 1)}</summary>
          <Prose html={html} />
        </details>
      ))}
    </details>
  );
}

function Course({ model, scene, tools }: Props) {
  const { race } = tools.words.own;
  const { racing } = model;
  if (scene.state === "ready") return <p class="notice">{race.ready}</p>;
  if (!racing) return null;
  return (
    <EditorHost
      source={racing.source}
      replaced={racing.replaced}
      line={lineToShow(racing, ownRace(model, scene))}
      readOnly={scene.state === "closed"}
      tools={tools}
    >
      {scene.state === "closed" ? (
        <p class="notice">{race.closed}</p>
      ) : (
        <Bar model={model} racing={racing} mine={ownRace(model, scene)} tools={tools} />
      )}
    </EditorHost>
  );
}

/** The line of the step that was tapped, else of the newest verdict. */
function lineToShow(racing: Racing, mine: MyRace | null): number | null {
  return racing.line ?? (mine && newestOf(mine)?.line) ?? null;
}
