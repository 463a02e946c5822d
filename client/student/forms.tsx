/** What a student answers with: options to tap, a field to type in, items to order. */

import { Prose } from "../shared/html";
import { Shape, letterOf } from "../shared/shapes";
import type { QuestionScene } from "../shared/wire";
import { readNumber, type Composed } from "./answers";
import { Matching } from "./matching";
import { Ordering } from "./ordering";
import type { Tools } from "./tools";

interface Props {
  readonly scene: QuestionScene;
  readonly composed: Composed;
  readonly locked: boolean;
  /** Whether the student's choice is marked; a question that closed unanswered has none. */
  readonly showChoice: boolean;
  readonly tools: Tools;
}

export function Fields(props: Props) {
  switch (props.scene.form) {
    case "single":
    case "truefalse":
    case "poll":
      return <Options {...props} kind="radio" />;
    case "multiple":
      return <Options {...props} kind="checkbox" />;
    case "numeric":
      return <NumberField {...props} />;
    case "text":
      return <TextField {...props} />;
    case "ordering":
      return (
        <Ordering order={props.composed.order} options={props.scene.options_html} locked={props.locked} tools={props.tools} />
      );
    case "matching":
      return <Matching {...props} />;
  }
}

function Options({ scene, composed, locked, showChoice, kind, tools }: Props & { readonly kind: "radio" | "checkbox" }) {
  const { question } = tools.words.own;
  return (
    <fieldset class="options" disabled={locked}>
      <legend class="hint">{kind === "radio" ? question.one : question.several}</legend>
      {scene.options_html.map((html, index) => {
        const chosen = showChoice && composed.picks.includes(index);
        return (
          <label key={index} class={`option${chosen ? " chosen" : ""}`} data-testid={`option-${index}`}>
            <input
              class="only-heard"
              type={kind}
              name={`step-${scene.step}`}
              checked={chosen}
              onChange={() => tools.send({ type: "tap", option: index })}
            />
            <Shape of={index} />
            <span class="only-heard">{letterOf(index)}</span>
            <Prose html={html} />
            <Tick kind={kind} />
          </label>
        );
      })}
    </fieldset>
  );
}

/** Drawn, so that a choice is to be seen without colour. */
function Tick({ kind }: { readonly kind: "radio" | "checkbox" }) {
  return (
    <svg class="tick" viewBox="0 0 24 24" aria-hidden="true">
      {kind === "radio" ? <circle cx="12" cy="12" r="10" /> : <rect x="2" y="2" width="20" height="20" rx="3" />}
      {kind === "radio" ? <circle class="on" cx="12" cy="12" r="5" /> : <path class="on" d="M6.5 12.5 10.5 16.5 17.5 8" />}
    </svg>
  );
}

function NumberField({ scene, composed, locked, tools: { words, send } }: Props) {
  const { question } = words.own;
  const { typed } = composed;
  const number = readNumber(typed);
  return (
    <label class="typed">
      <span>{question.number}</span>
      <span class="with-unit">
        <input
          class="field figures"
          data-testid="answer-text"
          inputmode="decimal"
          autocomplete="off"
          value={typed}
          disabled={locked}
          maxLength={40}
          aria-describedby="number-says"
          onInput={(event) => send({ type: "type", text: event.currentTarget.value })}
        />
        {scene.unit && <span class="unit">{scene.unit}</span>}
      </span>
      <span id="number-says" class="hint">
        {numberHint(typed, number, words)}
      </span>
    </label>
  );
}

/** Says how a number was read where that could be in doubt. */
function numberHint(typed: string, number: number | null, { language, own }: Tools["words"]): string {
  if (typed.trim() === "") return "";
  if (number === null) return own.question.notANumber;
  const doubtful = /[.,\s'’e]/i.test(typed.trim());
  return doubtful ? own.question.readAs(number.toLocaleString(language, { maximumSignificantDigits: 15 })) : "";
}

function TextField({ composed, locked, tools: { words, send } }: Props) {
  return (
    <label class="typed">
      <span>{words.own.question.words}</span>
      <input
        class="field"
        data-testid="answer-text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={composed.typed}
        disabled={locked}
        maxLength={200}
        onInput={(event) => send({ type: "type", text: event.currentTarget.value })}
      />
    </label>
  );
}
