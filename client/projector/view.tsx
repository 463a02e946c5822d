/** The stage: a header that says where the lesson is and how to get in, and the scene below. */
import { Padlock } from "./padlock";
import type { Scene } from "../shared/wire";
import { Board } from "./board";
import { Code } from "./code-scene";
import { Experiment } from "./experiment";
import { Learned } from "./learned";
import { Lobby } from "./lobby";
import { PodiumView } from "./podium";
import { Question } from "./question";
import { Race } from "./race";
import { Replay, Tour } from "./run";
import { Slide, Terms } from "./slides";
import type { Entrance, Stage } from "./stage";
import type { StageWords } from "./words";

export interface StageProps {
  readonly stage: Stage;
  readonly entrance: Entrance;
  readonly words: StageWords;
  /** A small picture beside other things, rather than the whole page. */
  readonly preview?: boolean;
}

export function StageView({ stage, entrance, words, preview = false }: StageProps) {
  const { shown } = stage;
  if (!shown) return <Blank text={words.connection.connecting} />;
  return (
    <div class={`stage shows-${shown.scene.kind} ${shown.paused ? "is-paused" : ""}`} lang={entrance.language}>
      {shown.scene.kind === "lobby" ? null : (
        <Header scene={shown.scene} entrance={entrance} locked={shown.locked} words={words} />
      )}
      <div class="scene">
        <SceneView stage={stage} scene={shown.scene} entrance={entrance} words={words} preview={preview} />
      </div>
      {shown.paused ? <p class="band">{words.paused}</p> : null}
    </div>
  );
}

/** An empty stage with one line of text. */
export function Blank({ text, then = "" }: { readonly text: string; readonly then?: string }) {
  return (
    <div class="stage blank">
      <p>{text}</p>
      {then ? <p class="soft">{then}</p> : null}
    </div>
  );
}

interface HeaderProps {
  readonly scene: Scene;
  readonly entrance: Entrance;
  readonly locked: boolean;
  readonly words: StageWords;
}

function Header({ scene, entrance, locked, words }: HeaderProps) {
  return (
    <header class="strip">
      <p class="where">{whereText(scene, words) || entrance.lesson}</p>
      {locked ? (
        <p class="way-in">
          <Padlock /> {words.locked}
        </p>
      ) : (
        <p class="way-in">{entrance.shortUrl}</p>
      )}
    </header>
  );
}

function whereText(scene: Scene, words: StageWords): string {
  switch (scene.kind) {
    case "question":
      return words.questionOf(scene.number, scene.of);
    case "race":
    case "replay":
      return scene.title;
    default:
      return "";
  }
}

interface SceneProps extends Required<StageProps> {
  readonly scene: Scene;
}

function SceneView({ stage, scene, entrance, words, preview }: SceneProps) {
  switch (scene.kind) {
    case "lobby":
      return <Lobby {...scene} locked={stage.shown?.locked ?? false} entrance={entrance} words={words} preview={preview} />;
    case "slide":
      return <Slide key={scene.step} scene={scene} />;
    case "terms":
      return <Terms key={scene.step} scene={scene} />;
    case "question":
      return <Question key={scene.step} scene={scene} stage={stage} words={words} />;
    case "tour":
      return <Tour key={scene.step} scene={scene} words={words} />;
    case "replay":
      return <Replay key={scene.serial} scene={scene} words={words} />;
    case "race":
      return <Race key={scene.step} scene={scene} stage={stage} words={words} />;
    case "code":
      return <Code key={scene.step} scene={scene} />;
    case "experiment":
      return <Experiment key={scene.step} scene={scene} words={words} />;
    case "leaderboard":
      return <Board scene={scene} settled={stage.settled} words={words} />;
    case "learned":
      return <Learned key={scene.step} scene={scene} words={words} />;
    case "podium":
      return <PodiumView scene={scene} words={words} />;
  }
}
