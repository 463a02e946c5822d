/** One student's lesson on one page: to be read, printed, and kept. */

import { Prose } from "../shared/html";
import { Shape, letterOf } from "../shared/shapes";
import { Mark, VerdictMark } from "../shared/verdicts";
import type { MyBelief, Summary, SummaryQuestion, SummaryRace } from "../shared/wire";
import { wordsFor } from "../shared/words";
import { type LessonWords, lessonWords } from "../shared/words/lesson";
import { asFile, type Kept } from "./keep";

type Words = LessonWords["summary"];

export function Waiting({ language }: { readonly language: string }) {
  return <p role="status">{lessonWords(language).summary.loading}</p>;
}

export function Missing({ language, reached }: { readonly language: string; readonly reached: boolean }) {
  const words = lessonWords(language).summary;
  return <p role="alert">{reached ? words.missing : words.unreachable}</p>;
}

export function Page({ summary, at }: Kept) {
  const words = lessonWords(summary.language).summary;
  const empty = summary.questions.length === 0 && summary.races.length === 0;
  return (
    <main class="summary" data-testid="summary">
      <Head summary={summary} words={words} />
      {at !== null && <p class="notice">{words.kept(dayOf(at, summary.language))}</p>}
      <Tools summary={summary} words={words} />
      {empty && <p>{words.nothing}</p>}
      {summary.learned.length > 0 && <ToMend learned={summary.learned} language={summary.language} />}
      {summary.races.length > 0 && <h2>{words.races}</h2>}
      {summary.races.map((race) => (
        <Race key={race.title} race={race} language={summary.language} />
      ))}
      {summary.questions.length > 0 && <h2>{words.questions}</h2>}
      {summary.questions.map((question) => (
        <Question key={question.number} question={question} words={words} />
      ))}
    </main>
  );
}

function dayOf(at: number, language: string): string {
  return new Date(at).toLocaleDateString(language, { dateStyle: "long" });
}

function Head({ summary, words }: { readonly summary: Summary; readonly words: Words }) {
  const rank = summary.rank === null ? [] : [words.rank(summary.rank, summary.of)];
  return (
    <header>
      <p class="soft">
        {words.title} · {dayOf(summary.opened_at_ms, summary.language)}
      </p>
      <h1>{summary.lesson}</h1>
      <p class="figures">
        <strong>{summary.name}</strong>, {[words.student(summary.number), words.points(summary.points), ...rank].join(", ")}
      </p>
    </header>
  );
}

/** Not on paper. */
function Tools({ summary, words }: { readonly summary: Summary; readonly words: Words }) {
  return (
    <p class="tools">
      <button type="button" class="button" onClick={() => print()}>
        {words.print}
      </button>
      <button type="button" class="button" data-testid="keep" onClick={() => download(summary)}>
        {words.keep}
      </button>
    </p>
  );
}

function download(summary: Summary): void {
  const style = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
  const body = document.querySelector("main.summary")?.outerHTML ?? "";
  const file = new Blob([asFile(`${summary.lesson} · ${summary.name}`, summary.language, body, style)], { type: "text/html" });
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(file),
    download: `threadrace-${summary.room}-${summary.number}.html`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function ToMend({ learned, language }: { readonly learned: readonly MyBelief[]; readonly language: string }) {
  const { learned: says, summary: words } = lessonWords(language);
  const sorted = [...learned].sort((one, other) => Number(other.still) - Number(one.still));
  return (
    <section>
      <h2>{words.learned}</h2>
      {sorted.map(({ belief, still }) => (
        <article key={belief.name}>
          <h3>“{belief.name}”</h3>
          <p class="soft">{still ? says.still : says.mended}</p>
          <Prose html={belief.mend_html} />
          {belief.read_html && (
            <div class="read-next">
              <span class="soft">{says.read}:</span> <Prose html={belief.read_html} />
            </div>
          )}
        </article>
      ))}
    </section>
  );
}

function Race({ race, language }: { readonly race: SummaryRace; readonly language: string }) {
  const words = lessonWords(language).summary;
  return (
    <article>
      <h3>{race.title}</h3>
      <p class="figures">
        {[words.points(race.points), ...(race.place === null ? [] : [words.place(race.place)])].join(", ")}
      </p>
      <ol class="attempts">
        {race.attempts.map((attempt) => (
          <li key={attempt.number}>
            <VerdictMark of={attempt.verdict} words={wordsFor(language)} /> {attempt.message}
            {attempt.story && <p>{attempt.story}</p>}
          </li>
        ))}
      </ol>
      <h4>{words.source}</h4>
      <pre class="source">{race.source}</pre>
    </article>
  );
}

function Question({ question, words }: { readonly question: SummaryQuestion; readonly words: Words }) {
  return (
    <article>
      <h3>
        {question.number}. {question.title}
        {question.mark in MARKS && <Mark right={MARKS[question.mark] ?? null} />}
      </h3>
      <Prose html={question.prompt_html} />
      <Options question={question} />
      <dl class="answers">
        <dt>{words.yours}</dt>
        <dd>{question.answer_label || words.none}</dd>
        {question.right_label && <dt>{words.right}</dt>}
        {question.right_label && <dd>{question.right_label}</dd>}
      </dl>
      {question.beliefs.map((belief) => (
        <div key={belief.name} class="belief">
          <p>“{belief.name}”</p>
          <Prose html={belief.mend_html} />
        </div>
      ))}
      {question.explanation_html && (
        <div class="why">
          <p class="soft">{words.why}</p>
          <Prose html={question.explanation_html} />
        </div>
      )}
    </article>
  );
}

const MARKS: Partial<Record<SummaryQuestion["mark"], boolean | null>> = { right: true, partly: null, wrong: false };

/** The options as the student saw them, and to each its why; the items of a matching before them. */
function Options({ question }: { readonly question: SummaryQuestion }) {
  return (
    <>
      {question.items_html.length > 0 && (
        <ol class="items">
          {question.items_html.map((html, item) => (
            <li key={item}>
              <span class="ordinal">{item + 1}</span> <Prose html={html} />
            </li>
          ))}
        </ol>
      )}
      <ul class="options">
        {question.options_html.map((html, option) => (
          <li key={option}>
            <Shape of={option} title={letterOf(option)} />
            <div>
              <Prose html={html} />
              {question.whys_html[option] && <Prose class="soft" html={question.whys_html[option]} />}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
