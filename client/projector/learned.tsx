/** What the class believed when it came and when it left: a bar for each, and the sentence that mends it. */
import { Prose } from "../shared/html";
import type { Fell, LearnedRow, LearnedScene } from "../shared/wire";
import { type LessonWords, lessonWords } from "../shared/words/lesson";
import { Fit } from "./fit";
import type { StageWords } from "./words";

interface LearnedProps {
  readonly scene: LearnedScene;
  readonly words: StageWords;
}

export function Learned({ scene, words }: LearnedProps) {
  const says = lessonWords(words.language).learned;
  if (scene.rows.length === 0) return <Nothing scene={scene} says={says} />;
  return (
    <div class="slide learned" data-testid="learned">
      <h1>{scene.title}</h1>
      <Fit on={JSON.stringify(scene)} largest={1.25}>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{says.first}</th>
              <th scope="col">{says.last}</th>
            </tr>
          </thead>
          <tbody>
            {scene.rows.map((row) => (
              <Row key={row.belief.name} row={row} says={says} />
            ))}
          </tbody>
        </table>
        {scene.of > scene.rows.length ? <p class="soft rest">{says.rest(scene.of - scene.rows.length)}</p> : null}
      </Fit>
      <ReadNext scene={scene} says={says} />
    </div>
  );
}

function Nothing({ scene, says }: { readonly scene: LearnedScene; readonly says: LessonWords["learned"] }) {
  return (
    <div class="slide learned" data-testid="learned">
      <h1>{scene.title}</h1>
      <Fit on={scene.body_html} largest={1.6}>
        <Prose html={scene.body_html} />
        <p class="soft">{says.none}</p>
      </Fit>
    </div>
  );
}

function Row({ row: { belief, first, last }, says }: { readonly row: LearnedRow; readonly says: LessonWords["learned"] }) {
  return (
    <tr data-testid="belief">
      <th scope="row">
        <p class="belief">{belief.name}</p>
        <Prose html={belief.mend_html} />
      </th>
      <td>
        <Share of={first} says={says} />
      </td>
      <td>{last ? <Share of={last} says={says} /> : null}</td>
    </tr>
  );
}

function Share({ of, says }: { readonly of: Fell; readonly says: LessonWords["learned"] }) {
  return (
    <div class="share" role="img" aria-label={says.at(of.question, of.fell, of.answered)}>
      <p class="figure">{`${of.fell} / ${of.answered}`}</p>
      <div class="gauge">
        <div class="fell" style={{ width: `${(100 * of.fell) / of.answered}%` }} />
      </div>
    </div>
  );
}

/** For what most still believe. */
function ReadNext({ scene, says }: { readonly scene: LearnedScene; readonly says: LessonWords["learned"] }) {
  const next = scene.rows.find((row) => row.belief.read_html !== "");
  if (!next) return null;
  return (
    <div class="read-next">
      <span class="soft">{says.read}</span> <Prose html={next.belief.read_html} />
    </div>
  );
}
