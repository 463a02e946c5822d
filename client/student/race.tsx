/** A race: the task, the editor or the blocks, the bar to submit from, and what became of each attempt. */

import { Countdown } from "../shared/countdown";
import { Prose } from "../shared/html";
import type { Lap, MyRace, RaceScene } from "../shared/wire";
import { Attempts, newestOf, placeOf } from "./attempts";
import { Bar } from "./bar";
import { BlocksHost } from "./blocks-host";
import { EditorHost } from "./editor-host";
import { Hints } from "./hints";
import { LapTabs, ModeSwitch } from "./laps";
import type { Model, Racing } from "./model";
import { draftOf, lapOf } from "./racing";
import type { Tools } from "./tools";

interface Props {
  readonly model: Model;
  readonly scene: RaceScene;
  readonly tools: Tools;
}

export function Race({ model, scene, tools }: Props) {
  const { words } = tools;
  const { racing } = model;
  const lap = racing && lapOf(scene, racing);
  const mine = ownRace(model, scene);
  if (!racing || !lap) return null;
  return (
    <article class={`race ${scene.state}`}>
      <section class="briefing">
        {scene.state === "open" && <Countdown clock={scene.clock} arrivedAt={model.shown?.at ?? 0} words={words} />}
        <LapTabs scene={scene} racing={racing} own={model.you?.value.race ?? null} tools={tools} />
        <h1>{lap.title}</h1>
        <Task lap={lap} folded={(mine?.attempts.length ?? 0) > 0} tools={tools} />
        <Hints scene={scene} lap={lap} racing={racing} mine={mine?.laps[racing.lap]} paused={model.shown?.value.paused === true} tools={tools} />
      </section>
      {scene.off !== "" ? (
        <p class="refusal">{scene.off}</p>
      ) : (
        <Course model={model} scene={scene} racing={racing} lap={lap} mine={mine} tools={tools} />
      )}
      {mine && mine.attempts.length > 0 && (
        <Attempts race={mine} place={placeOf(model.turn, mine)} tools={tools} />
      )}
    </article>
  );
}

/** The student's own race, if the page knows it, with the attempts at the challenge that they are at. */
export function ownRace({ you, racing }: Model, scene: RaceScene): MyRace | null {
  const race = you?.value.race;
  if (race?.step !== scene.step) return null;
  return { ...race, attempts: race.attempts.filter((attempt) => attempt.lap === (racing?.lap ?? 0)) };
}

/** Is open until the first attempt; from then on the code matters more. */
function Task({ lap, folded, tools: { words } }: { lap: Lap; folded: boolean; tools: Tools }) {
  return (
    <details class="task" open={!folded}>
      <summary>
        {words.own.race.task} <span class="worth">{words.own.question.worth(lap.points)}</span>
      </summary>
      <Prose html={lap.statement_html} />
    </details>
  );
}

interface CourseProps extends Props {
  readonly racing: Racing;
  readonly lap: Lap;
  readonly mine: MyRace | null;
}

function Course({ model, scene, racing, lap, mine, tools }: CourseProps) {
  const { race } = tools.words.own;
  if (scene.state === "ready") return <p class="notice">{race.ready}</p>;
  const draft = draftOf(racing);
  const line = (mine && newestOf(mine)?.line) ?? null;
  const place = { line, readOnly: scene.state === "closed", tools };
  const below =
    scene.state === "closed" ? (
      <p class="notice">{race.closed}</p>
    ) : (
      <Bar model={model} scene={scene} racing={racing} mine={mine} tools={tools} />
    );
  return (
    <section class="course">
      <ModeSwitch lap={lap} racing={racing} tools={tools} />
      {draft.other !== null && scene.state === "open" && <OtherVersion tools={tools} />}
      {racing.mode === "blocks" ? (
        <BlocksHost key={racing.lap} blocks={lap.blocks} source={draft.source} {...place}>
          {below}
        </BlocksHost>
      ) : (
        <EditorHost key={racing.lap} source={draft.source} replaced={draft.replaced} {...place}>
          {below}
        </EditorHost>
      )}
    </section>
  );
}

function OtherVersion({ tools: { words, send } }: { readonly tools: Tools }) {
  const { race } = words.own;
  return (
    <div class="notice other-version" role="status">
      <p>{race.otherVersion}</p>
      <p class="both">
        <button type="button" class="button" data-testid="swap" onClick={() => send({ type: "swap" })}>
          {race.swap}
        </button>
        <button type="button" class="button" data-testid="keep-this" onClick={() => send({ type: "keep_this" })}>
          {race.keepThis}
        </button>
      </p>
    </div>
  );
}
