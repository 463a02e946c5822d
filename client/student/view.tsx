/** The student's page: `view(model, send) -> nodes`.  A strip on top says who and where, or that the line is down; below
 *  is what is on the stage. */

import type { ComponentChildren } from "preact";
import { Connection, isInDoubt, wordFor } from "../shared/connection";
import type { Bye, Scene } from "../shared/wire";
import { Away } from "./away";
import { Board } from "./board";
import { GlossaryButton, GlossarySheet } from "./glossary-view";
import { Enter, Join, Waiting } from "./join";
import { Code } from "./code";
import { Experiment } from "./experiment";
import { Learned } from "./learned";
import { Finding, Lobby, Slide, Terms } from "./lesson";
import type { Model } from "./model";
import { Podium } from "./podium";
import { Question } from "./question";
import { Race } from "./race";
import { announcement } from "./said";
import { Replay, Tour } from "./tour";
import { languageOf, toolsFor, type Send, type Tools } from "./tools";
import { Unread } from "./unread";

export function view(model: Model, send: Send): ComponentChildren {
  const tools = toolsFor(model, send);
  return (
    <div class={`page on-${stageName(model)}${isInDoubt(model.line) ? " in-doubt" : ""}`} lang={languageOf(model)}>
      <Strip model={model} tools={tools} />
      <main>{stage(model, tools)}</main>
      <Unread model={model} tools={tools} />
      <GlossarySheet glossary={model.glossary} tools={tools} />
      <Foot model={model} tools={tools} />
      <p class="only-heard" role="status" aria-live="polite">
        {announcement(model, tools)}
      </p>
    </div>
  );
}

function stage(model: Model, tools: Tools): ComponentChildren {
  if (model.code === "") return <Enter tools={tools} refusal={null} />;
  const bye = goodbye(model);
  if (bye?.reason === "unknown_room") return <Enter tools={tools} refusal={tools.words.own.bye.unknown_room ?? bye.text} />;
  if (bye) return <Away bye={bye} tools={tools} />;
  if (!model.welcome) return <Finding code={model.code} tools={tools} />;
  if (model.welcome.waiting) return <Waiting model={model} tools={tools} />;
  if (!model.welcome.seated && !model.you) return <Join model={model} tools={tools} />;
  if (!model.you || !model.shown) return <Finding code={model.code} tools={tools} />;
  return onStage(model, model.shown.value.scene, tools);
}

/** Why the line was ended, if that is to be said.  A server that was started anew knows no room whose lesson has ended;
 *  its podium stays. */
function goodbye({ line: { bye }, shown }: Model): Bye | null {
  const scene = shown?.value.scene;
  const over = scene?.kind === "podium" && scene.ended;
  return bye?.reason === "ended" || (bye?.reason === "unknown_room" && over) ? null : bye;
}

function onStage(model: Model, scene: Scene, tools: Tools): ComponentChildren {
  const you = model.you?.value;
  switch (scene.kind) {
    case "lobby":
      return you && <Lobby you={you} tools={tools} />;
    case "slide":
      return <Slide scene={scene} tools={tools} />;
    case "terms":
      return <Terms scene={scene} />;
    case "tour":
      return <Tour key={scene.step} scene={scene} tools={tools} />;
    case "replay":
      return <Replay key={scene.serial} scene={scene} tools={tools} />;
    case "question":
      return model.answering && <Question key={scene.step} model={model} scene={scene} tools={tools} />;
    case "race":
      return <Race key={scene.step} model={model} scene={scene} tools={tools} />;
    case "code":
      return <Code key={scene.step} scene={scene} tools={tools} />;
    case "experiment":
      return <Experiment key={scene.step} model={model} scene={scene} tools={tools} />;
    case "leaderboard":
      return you && <Board scene={scene} you={you} tools={tools} />;
    case "learned":
      return you && <Learned scene={scene} you={you} tools={tools} />;
    case "podium":
      return you && <Podium scene={scene} you={you} tools={tools} />;
  }
}

function stageName({ code, you, shown }: Model): string {
  return code !== "" && you && shown ? shown.value.scene.kind : "door";
}

interface Props {
  readonly model: Model;
  readonly tools: Tools;
}

function Strip({ model, tools }: Props) {
  const { words } = tools;
  const you = model.you?.value;
  return (
    <header class="strip">
      {you ? (
        <p class="who">
          <span class="start-number figures" title={words.startNumber(you.number)}>
            {you.number}
          </span>
          <span class="own-name">{you.name}</span>
        </p>
      ) : (
        <p class="who wordmark">{words.product}</p>
      )}
      {isInDoubt(model.line) ? (
        <p class="connection offline">{wordFor(model.line, words)}</p>
      ) : (
        you &&
        model.shown?.value.scene.kind !== "lobby" && (
          <p class="standing figures">
            <strong>{words.points(you.points)}</strong>
            <span>{words.rankOf(you.rank, you.of)}</span>
          </p>
        )
      )}
      {you && <GlossaryButton glossary={model.glossary} tools={tools} />}
    </header>
  );
}

function Foot({ model, tools: { words, send } }: Props) {
  return (
    <footer class="foot">
      {model.code !== "" && model.line.status !== "ended" && <Connection line={model.line} words={words} />}
      {model.code !== "" && <span class="room-code">{model.code}</span>}
      {model.line.status === "offline" && <span>{model.line.why ?? words.connection.offlineHint}</span>}
      <button type="button" class="button plain theme" onClick={() => send({ type: "toggle_theme" })}>
        {model.theme === "dark" ? words.theme.toLight : words.theme.toDark}
      </button>
    </footer>
  );
}
