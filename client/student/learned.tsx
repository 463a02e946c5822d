/** The end: what the student can mend, what the class believed, and the summary to take along. */

import { Prose } from "../shared/html";
import type { Belief, LearnedScene, MyBelief, You } from "../shared/wire";
import { type LessonWords, lessonWords } from "../shared/words/lesson";
import type { Tools } from "./tools";

interface Props {
  readonly scene: LearnedScene;
  readonly you: You;
  readonly tools: Tools;
}

export function Learned({ scene, you, tools }: Props) {
  const words = lessonWords(tools.words.language);
  return (
    <article class="reading learned" data-testid="learned">
      <h1>{scene.title}</h1>
      {scene.body_html && <Prose html={scene.body_html} />}
      <TakeAlong url={you.summary_url} words={words.summary} />
      <h2>{words.learned.mine}</h2>
      <Mine learned={you.learned} words={words.learned} />
      <ClassBeliefs scene={scene} words={words.learned} />
    </article>
  );
}

interface MineProps {
  readonly learned: readonly MyBelief[];
  readonly words: LessonWords["learned"];
}

/** What is still believed comes first. */
export function Mine({ learned, words }: MineProps) {
  if (learned.length === 0) return <p>{words.mineNone}</p>;
  const sorted = [...learned].sort((one, other) => Number(other.still) - Number(one.still));
  return (
    <ul class="beliefs">
      {sorted.map(({ belief, still }) => (
        <li key={belief.name}>
          <p class="tag">{still ? words.still : words.mended}</p>
          <BeliefText belief={belief} read={still ? words.read : ""} />
        </li>
      ))}
    </ul>
  );
}

export function BeliefText({ belief, read }: { readonly belief: Belief; readonly read: string }) {
  return (
    <>
      <p class="belief">“{belief.name}”</p>
      <Prose html={belief.mend_html} />
      {read && belief.read_html && (
        <div class="read-next">
          <span>{read}</span> <Prose html={belief.read_html} />
        </div>
      )}
    </>
  );
}

export function TakeAlong({ url, words }: { readonly url: string; readonly words: LessonWords["summary"] }) {
  if (url === "") return null;
  return (
    <p class="take-along">
      <a class="button main wide" href={url} target="_blank" rel="noopener" data-testid="summary-link">
        {words.take}
      </a>
      <span class="hint">{words.takeHint}</span>
    </p>
  );
}

function ClassBeliefs({ scene, words }: { readonly scene: LearnedScene; readonly words: LessonWords["learned"] }) {
  return (
    <>
      <h2>{words.class}</h2>
      {scene.rows.length === 0 && <p>{words.none}</p>}
      <ul class="beliefs">
        {scene.rows.map(({ belief, first, last }) => (
          <li key={belief.name}>
            <p class="belief">“{belief.name}”</p>
            <p class="figures hint">
              {[first, ...(last ? [last] : [])]
                .map(({ question, fell, answered }) => words.at(question, fell, answered))
                .join(" → ")}
            </p>
          </li>
        ))}
      </ul>
      {scene.of > scene.rows.length && <p class="hint">{words.rest(scene.of - scene.rows.length)}</p>}
    </>
  );
}
