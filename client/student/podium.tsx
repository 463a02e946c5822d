/** The podium: the first three by name, the own place, and thanks when the lesson is over. */

import type { PodiumScene, You } from "../shared/wire";
import { Neighbours, withTop } from "./board";
import { lessonWords } from "../shared/words/lesson";
import { TakeAlong } from "./learned";
import type { Tools } from "./tools";

interface Props {
  readonly scene: PodiumScene;
  readonly you: You;
  readonly tools: Tools;
}

export function Podium({ scene, you, tools }: Props) {
  const { podium } = tools.words.own;
  return (
    <section class="board podium" data-testid="podium">
      <h1>{scene.title || podium.title}</h1>
      <p class="own-rank figures">{ownPlace(you, tools)}</p>
      <Neighbours rows={withTop(scene.rows, you.neighbours, 3)} own={you.player} tools={tools} />
      <TakeAlong url={you.summary_url} words={lessonWords(tools.words.language).summary} />
      {scene.ended && <p class="notice">{podium.ended}</p>}
    </section>
  );
}

function ownPlace(you: You, { words }: Tools) {
  const { podium } = words.own;
  if (you.points > 0 && you.rank === 1) return podium.first;
  if (you.points > 0 && you.rank <= 3) return podium.onIt(you.rank);
  return `${podium.place}: ${words.rankOf(you.rank, you.of)}`;
}
