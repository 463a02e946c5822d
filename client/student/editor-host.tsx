/** Where the editor stands on the page, and the row of keys that a phone's keyboard hides. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { insist } from "../shared/part";
import type { Editor } from "./editor";
import type { Tools } from "./tools";

interface Props {
  readonly source: string;
  /** Counts up whenever the text is replaced from outside.  Between that, the editor leads and the page follows. */
  readonly replaced: number;
  readonly line: number | null;
  readonly readOnly: boolean;
  readonly tools: Tools;
  /** What stands under the editor and stays in sight. */
  readonly children: ComponentChildren;
}

export function EditorHost({ source, replaced, line, readOnly, tools, children }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(source);
  latest.current = source;
  const [editor, setEditor] = useState<Editor | "loading" | "failed">("loading");
  const { race } = tools.words.own;

  useEffect(() => opening(host.current, latest, race.editor, tools, setEditor), []);
  useEffect(() => {
    if (isOpen(editor) && editor.text() !== latest.current) editor.setText(latest.current);
  }, [editor, replaced]);
  useEffect(() => {
    if (isOpen(editor)) editor.mark(line);
  }, [editor, line]);
  useEffect(() => {
    if (isOpen(editor)) editor.setReadOnly(readOnly);
  }, [editor, readOnly]);

  return (
    <>
      <div class="editor" ref={host} data-testid="editor" />
      {editor === "loading" && <p class="hint">{race.loading}</p>}
      {editor === "failed" && (
        <p class="refusal" role="alert">
          {race.failed}
        </p>
      )}
      <div class="dock">
        {isOpen(editor) && !readOnly && <Keys editor={editor} tools={tools} />}
        {children}
      </div>
    </>
  );
}

/** Loads the editor and opens it with the newest text; returns how to take it away. */
function opening(
  host: HTMLElement | null,
  source: { readonly current: string },
  label: string,
  { send }: Tools,
  tell: (editor: Editor | "failed") => void,
): () => void {
  let gone = false;
  let opened: Editor | null = null;
  void insist(() => import("./editor"), () => !gone, () => tell("failed")).then((part) => {
    if (gone || !host || !part) return;
    opened = part.openEditor(host, {
      text: source.current,
      label,
      readOnly: false,
      onEdit: (text) => send({ type: "edit", source: text }),
      onSubmit: () => send({ type: "submit" }),
    });
    tell(opened);
  });
  return () => {
    gone = true;
    opened?.destroy();
  };
}

function isOpen(editor: Editor | "loading" | "failed"): editor is Editor {
  return typeof editor === "object";
}

const SIGNS = [":", "(", ")", "[", "]", "_", "=", "+", "-", "#", '"', "'", ".", ","];

/** Keys that are two taps away on a phone.  They leave the focus, and so the keyboard, where it is. */
function Keys({ editor, tools: { words } }: { readonly editor: Editor; readonly tools: Tools }) {
  const { race } = words.own;
  return (
    <div class="keys" role="toolbar" aria-label={race.keys} onPointerDown={(event) => event.preventDefault()} onMouseDown={(event) => event.preventDefault()}>
      <KeyButton label={race.indent} sign="⇥" press={() => editor.indent()} />
      <KeyButton label={race.dedent} sign="⇤" press={() => editor.dedent()} />
      <KeyButton label={race.lineUp} sign="↑" press={() => editor.moveLine(-1)} />
      <KeyButton label={race.lineDown} sign="↓" press={() => editor.moveLine(1)} />
      <KeyButton label={race.undo} sign="↶" press={() => editor.undo()} />
      <KeyButton label={race.redo} sign="↷" press={() => editor.redo()} />
      {SIGNS.map((sign) => (
        <KeyButton key={sign} label={sign} sign={sign} press={() => editor.insert(sign)} />
      ))}
    </div>
  );
}

function KeyButton({ label, sign, press }: { readonly label: string; readonly sign: string; readonly press: () => void }) {
  return (
    <button type="button" class="key" tabIndex={-1} aria-label={label} onClick={press}>
      {sign}
    </button>
  );
}
