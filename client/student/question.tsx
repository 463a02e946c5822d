/** A question, from the moment it is announced until its answer is out. */

import { Countdown } from "../shared/countdown";
import { Prose } from "../shared/html";
import type { QuestionScene } from "../shared/wire";
import { answerOf } from "./answers";
import { Fields } from "./forms";
import type { Answering, Model } from "./model";
import { Result } from "./result";
import { Revealed } from "./revealed";
import type { Tools } from "./tools";

interface Props {
  readonly model: Model;
  readonly scene: QuestionScene;
  readonly tools: Tools;
}

export function Question({ model, scene, tools }: Props) {
  const { question } = tools.words.own;
  return (
    <article class="question">
      <p class="kicker">
        {question.place(scene.number, scene.of)}
        <span class="worth">{question.worth(scene.points)}</span>
      </p>
      {scene.state === "open" && (
        <Countdown clock={scene.clock} arrivedAt={model.shown?.at ?? 0} words={tools.words} />
      )}
      {scene.state === "revealed" && <Result model={model} tools={tools} />}
      <h1 class={scene.state === "ready" ? "" : "only-heard"}>{scene.title}</h1>
      <Prose html={scene.prompt_html} class="prompt" />
      <Answers model={model} scene={scene} tools={tools} />
    </article>
  );
}

function Answers({ model, scene, tools }: Props) {
  const { question } = tools.words.own;
  const mine = model.answering;
  if (!mine) return null;
  switch (scene.state) {
    case "ready":
      return <p class="hint">{question.ready}</p>;
    case "open":
      return <Answerable model={model} scene={scene} mine={mine} tools={tools} />;
    case "closed":
      return (
        <>
          <Fields scene={scene} composed={mine.composed} locked showChoice={mine.saved} tools={tools} />
          {mine.refusal && (
            <p class="refusal" role="alert">
              {mine.refusal}
            </p>
          )}
          <p class="notice">
            {closedText(mine, question)}
          </p>
        </>
      );
    case "revealed":
      return scene.reveal && <Revealed scene={scene} reveal={scene.reveal} mine={mine} tools={tools} />;
  }
}

/** Who has sent an answer, in time or not, is not told that they gave none. */
function closedText({ saved, asked, refusal }: Answering, says: Tools["words"]["own"]["question"]): string {
  if (saved) return `${says.saved}. ${says.closed}`;
  return asked === null && refusal === null ? says.closedUnanswered : says.closed;
}

interface AnswerableProps extends Props {
  readonly mine: Answering;
}

function Answerable({ model, scene, mine, tools }: AnswerableProps) {
  const { send, words } = tools;
  const paused = model.shown?.value.paused === true;
  const waiting = mine.asked !== null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send({ type: "send_answer" });
  };
  return (
    <form class="answering" onSubmit={submit}>
      <Fields
        scene={scene}
        composed={mine.composed}
        locked={mine.saved || waiting || paused}
        showChoice
        tools={tools}
      />
      {mine.refusal && (
        <p class="refusal" role="alert">
          {mine.refusal}
        </p>
      )}
      {paused && <p class="notice">{words.own.question.paused}</p>}
      {mine.saved ? (
        <Saved tools={tools} />
      ) : (
        <button
          class="button main wide"
          data-testid="send-answer"
          disabled={waiting || paused || answerOf(mine.composed, scene.form) === null}
        >
          {waiting ? waitingText(model, tools) : words.own.question.send}
        </button>
      )}
    </form>
  );
}

function waitingText({ line }: Model, { words }: Tools): string {
  return line.overdue || line.status !== "connected" ? words.own.question.unsaved : words.own.question.sending;
}

function Saved({ tools: { words } }: { readonly tools: Tools }) {
  return (
    <p class="saved">
      <strong data-testid="saved">{words.own.question.saved}</strong> {words.own.question.savedHint}
    </p>
  );
}
