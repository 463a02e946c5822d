/** The glossary, one tap away: a sheet that leaves the clock and the top of a running question in sight. */

import { Prose } from "../shared/html";
import type { Term } from "../shared/wire";
import { type LessonWords, lessonWords } from "../shared/words/lesson";
import { found, type Glossary } from "./glossary";
import type { Tools } from "./tools";

interface Props {
  readonly glossary: Glossary;
  readonly tools: Tools;
}

export function GlossaryButton({ glossary, tools: { words, send } }: Props) {
  return (
    <button
      type="button"
      id="glossary-button"
      class="button glossary-button"
      data-testid="glossary"
      aria-expanded={glossary.shown}
      aria-controls="glossary"
      onClick={() => send({ type: "show_glossary", shown: !glossary.shown })}
    >
      {lessonWords(words.language).glossary.open}
    </button>
  );
}

export function GlossarySheet({ glossary, tools: { words, send } }: Props) {
  if (!glossary.shown) return null;
  const says = lessonWords(words.language).glossary;
  const close = () => {
    send({ type: "show_glossary", shown: false });
    document.getElementById("glossary-button")?.focus();
  };
  return (
    <section
      id="glossary"
      class="glossary"
      role="dialog"
      aria-label={says.title}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <header>
        <input
          class="field"
          type="search"
          ref={focusOnce}
          placeholder={says.search}
          aria-label={`${says.search}: ${says.title}`}
          value={glossary.query}
          onInput={(event) => send({ type: "search_glossary", query: event.currentTarget.value })}
        />
        <button type="button" class="button" data-testid="close-glossary" onClick={close}>
          {says.close}
        </button>
      </header>
      <Body glossary={glossary} says={says} again={() => send({ type: "retry_glossary" })} />
    </section>
  );
}

interface BodyProps {
  readonly glossary: Glossary;
  readonly says: LessonWords["glossary"];
  readonly again: () => void;
}

function Body({ glossary: { terms, failed, query }, says, again }: BodyProps) {
  if (failed && !terms)
    return (
      <p role="alert">
        {says.failed}{" "}
        <button type="button" class="button" onClick={again}>
          {says.again}
        </button>
      </p>
    );
  if (!terms) return <p role="status">{says.loading}</p>;
  const shown = found(terms, query);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={says.title}>
      <p class="only-heard" role="status">
        {says.count(shown.length)}
      </p>
      {shown.length === 0 && <p>{says.none(query)}</p>}
      <TermList terms={shown} />
    </div>
  );
}

export function TermList({ terms }: { readonly terms: readonly Term[] }) {
  return (
    <dl class="terms">
      {terms.map(({ term, meaning_html, example_html }) => (
        <div key={term} data-testid="term">
          <dt>{term}</dt>
          <Prose tag="dd" html={meaning_html} />
          {example_html && <Prose tag="dd" class="example" html={example_html} />}
        </div>
      ))}
    </dl>
  );
}

/** Where there is a keyboard; on a phone its own keyboard would cover the terms. */
function focusOnce(element: HTMLInputElement | null): void {
  if (matchMedia("(pointer: fine)").matches) element?.focus();
}
