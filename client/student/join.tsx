/** The two doors: a room's code, then a nickname. */

import type { Model } from "./model";
import type { Tools } from "./tools";

interface EnterProps {
  readonly tools: Tools;
  readonly refusal: string | null;
}

/** Asks for the code and goes to the room's own address. */
export function Enter({ tools: { words }, refusal }: EnterProps) {
  const { enter } = words.own;
  return (
    <form class="door" onSubmit={goToRoom}>
      <h1>{enter.title}</h1>
      <label>
        <span>{enter.label}</span>
        <input
          class="field code-field"
          name="code"
          data-testid="code"
          required
          ref={focus}
          maxLength={12}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="enter-says"
        />
      </label>
      <p id="enter-says" class={refusal ? "refusal" : "hint"} role={refusal ? "alert" : undefined}>
        {refusal ?? enter.hint}
      </p>
      <button class="button main" data-testid="go">
        {enter.go}
      </button>
    </form>
  );
}

function goToRoom(event: SubmitEvent): void {
  event.preventDefault();
  const typed = new FormData(event.currentTarget as HTMLFormElement).get("code");
  const code = asCode(String(typed));
  if (code !== "") location.assign(`/${code}`);
}

/** A code as it was meant: letters and digits, in capitals. */
export function asCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, 12);
}

function focus(field: HTMLElement | null): void {
  field?.focus();
}

/** At the door, until the instructor says yes. */
export function Waiting({ model, tools: { words } }: { readonly model: Model; readonly tools: Tools }) {
  const { waiting } = words.own;
  return (
    <section class="door" data-testid="waiting">
      <p class="lesson-name">{model.welcome?.lesson}</p>
      <h1>{waiting.title}</h1>
      <p>{waiting.text}</p>
    </section>
  );
}

/** Asks for a nickname.  What was typed stays, whatever the server says to it. */
export function Join({ model, tools: { words, send } }: { readonly model: Model; readonly tools: Tools }) {
  const { name, suggestion, asked, refusal } = model.joining;
  const { join } = words.own;
  const locked = model.welcome?.locked === true;
  const says = refusal ?? (locked ? join.locked : null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send({ type: "join" });
  };
  return (
    <form class="door" onSubmit={submit}>
      <p class="lesson-name">{model.welcome?.lesson}</p>
      <h1>{join.title}</h1>
      <label>
        <span>{join.label}</span>
        <input
          class="field"
          data-testid="nickname"
          value={name}
          ref={focus}
          autocomplete="nickname"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={refusal !== null}
          aria-describedby="join-says"
          onInput={(event) => send({ type: "typed_name", name: event.currentTarget.value })}
        />
      </label>
      <p id="join-says" class={says ? "refusal" : "hint"} role={says ? "alert" : undefined} data-testid="join-says">
        {says ?? join.hint}
      </p>
      {suggestion !== "" && (
        <button type="button" class="button plain suggest" data-testid="suggest" onClick={() => send({ type: "suggest" })}>
          {suggestion === name ? join.another : join.suggest(suggestion)}
        </button>
      )}
      <button class="button main" data-testid="join" disabled={asked !== null}>
        {asked === null ? join.go : join.going}
      </button>
    </form>
  );
}
