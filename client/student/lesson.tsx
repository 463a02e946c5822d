/** The quiet scenes: waiting, reading. */

import { Prose } from "../shared/html";
import type { SlideScene, TermsScene, You } from "../shared/wire";
import { TermList } from "./glossary-view";
import type { Tools } from "./tools";

/** Before the server has said what there is. */
export function Finding({ code, tools: { words } }: { readonly code: string; readonly tools: Tools }) {
  return (
    <section class="door">
      <p class="lesson-name" role="status">
        {words.own.finding(code)}
      </p>
    </section>
  );
}

/** The start number, large: it stays the student's for the whole lesson. */
export function Lobby({ you, tools: { words } }: { readonly you: You; readonly tools: Tools }) {
  return (
    <section class="lobby" data-testid="lobby">
      <p class="bib figures" aria-label={words.startNumber(you.number)}>
        {you.number}
      </p>
      <h1>{words.own.lobby.title(you.name)}</h1>
      <p>{words.own.lobby.text}</p>
    </section>
  );
}

export function Slide({ scene }: { readonly scene: SlideScene; readonly tools: Tools }) {
  return (
    <article class="reading">
      <h1>{scene.title}</h1>
      <Prose html={scene.body_html} />
    </article>
  );
}

export function Terms({ scene }: { readonly scene: TermsScene }) {
  return (
    <article class="reading">
      <h1>{scene.title}</h1>
      <TermList terms={scene.terms} />
    </article>
  );
}
