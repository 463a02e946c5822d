/** Items and what belongs to them: tap one, then the other.  The next item without anything is chosen by itself. */

import { Prose } from "../shared/html";
import { Shape, letterOf } from "../shared/shapes";
import { lessonWords } from "../shared/words/lesson";
import type { QuestionScene } from "../shared/wire";
import type { Composed } from "./answers";
import type { Tools } from "./tools";

interface Props {
  readonly scene: QuestionScene;
  readonly composed: Composed;
  readonly locked: boolean;
  readonly tools: Tools;
}

export function Matching({ scene, composed, locked, tools: { words, send } }: Props) {
  const { matching } = lessonWords(words.language);
  return (
    <fieldset class="matching" disabled={locked}>
      <legend class="hint">{matching.how}</legend>
      <ol class="items">
        {scene.items_html.map((html, item) => (
          <li key={item}>
            <button
              type="button"
              class={`item${!locked && item === composed.item ? " active" : ""}`}
              aria-pressed={!locked && item === composed.item}
              data-testid={`item-${item}`}
              onClick={() => send({ type: "choose_item", item })}
            >
              <span class="ordinal">{item + 1}</span>
              <Prose tag="span" html={html} />
              <Put option={composed.pairs[item] ?? null} words={matching} />
            </button>
          </li>
        ))}
      </ol>
      <ul class="matches">
        {scene.options_html.map((html, option) => (
          <li key={option}>
            <button
              type="button"
              class={`match${composed.pairs[composed.item] === option ? " chosen" : ""}`}
              data-testid={`match-${option}`}
              onClick={() => send({ type: "pair", option, said: matching.done(composed.item + 1, letterOf(option)) })}
            >
              <Shape of={option} title={letterOf(option)} />
              <Prose tag="span" html={html} />
              {!locked && <span class="only-heard">{matching.to(composed.item + 1)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

interface PutProps {
  readonly option: number | null;
  readonly words: ReturnType<typeof lessonWords>["matching"];
}

/** What an item has, at its right edge. */
function Put({ option, words }: PutProps) {
  if (option === null) return <span class="slot" role="img" aria-label={words.empty} />;
  return <Shape of={option} title={words.put(letterOf(option))} />;
}
