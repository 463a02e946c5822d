/** The code editor.  It is loaded only when a race opens.
 *
 *  It lives in a shadow root: there CodeMirror puts its styles into adopted style sheets, which a strict content
 *  security policy allows, and the page's custom properties still reach it.
 */

import { defaultKeymap, history, historyKeymap, indentLess, indentMore, indentWithTab, moveLineDown, moveLineUp, redo, undo } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { Compartment, EditorState, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, highlightSpecialChars, keymap, lineNumbers, type DecorationSet } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface Editor {
  text(): string;
  /** Replace the text; undo brings the old one back. */
  setText(text: string): void;
  /** Mark a line, counted from 1, and bring it into sight; null marks none. */
  mark(line: number | null): void;
  setReadOnly(readOnly: boolean): void;
  insert(text: string): void;
  indent(): void;
  dedent(): void;
  /** Move the line, or the lines that are selected, up (-1) or down (1). */
  moveLine(by: -1 | 1): void;
  undo(): void;
  redo(): void;
  destroy(): void;
}

interface Options {
  readonly text: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly onEdit: (text: string) => void;
  readonly onSubmit: () => void;
}

/** Open an editor inside an element. */
export function openEditor(host: HTMLElement, options: Options): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const readOnly = new Compartment();
  const state = EditorState.create({
    doc: options.text,
    extensions: [...extensions(options), readOnly.of(EditorState.readOnly.of(options.readOnly))],
  });
  const view = new EditorView({ state, root, parent: root });
  return {
    text: () => view.state.doc.toString(),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark: (line) => mark(view, line),
    setReadOnly: (on) => view.dispatch({ effects: readOnly.reconfigure(EditorState.readOnly.of(on)) }),
    insert: (text) => view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true, userEvent: "input" }),
    indent: () => void indentMore(view),
    dedent: () => void indentLess(view),
    moveLine: (by) => void (by < 0 ? moveLineUp : moveLineDown)(view),
    undo: () => void undo(view),
    redo: () => void redo(view),
    destroy: () => view.destroy(),
  };
}

function extensions({ label, onEdit, onSubmit }: Options): Extension[] {
  const submit = { key: "Mod-Enter", run: () => (onSubmit(), true) };
  return [
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    python(),
    syntaxHighlighting(colours),
    keymap.of([submit, indentWithTab, ...defaultKeymap, ...historyKeymap]),
    markedLine,
    appearance,
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", autocapitalize: "off", autocorrect: "off", spellcheck: "false" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onEdit(update.state.doc.toString());
    }),
  ];
}

const markLine = StateEffect.define<number | null>();
const marked = Decoration.line({ class: "marked" });

/** The marked line moves with the text around it. */
const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, { changes, effects, state }) {
    const effect = effects.findLast((one) => one.is(markLine));
    if (effect === undefined) return decorations.map(changes);
    const line = effect.value as number | null;
    return line === null ? Decoration.none : Decoration.set([marked.range(state.doc.line(line).from)]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function mark(view: EditorView, wanted: number | null): void {
  const line = wanted !== null && wanted >= 1 && wanted <= view.state.doc.lines ? wanted : null;
  const effects: StateEffect<unknown>[] = [markLine.of(line)];
  if (line !== null) effects.push(EditorView.scrollIntoView(view.state.doc.line(line).from, { y: "nearest", yMargin: 48 }));
  view.dispatch({ effects });
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: "var(--code-name)" },
]);

const appearance = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper-sunk)", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "var(--editor-size)", lineHeight: "1.55", fontVariantLigatures: "none" },
  ".cm-content": { caretColor: "var(--ink)", paddingBlock: "12px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  ".cm-gutters": { backgroundColor: "var(--paper-sunk)", color: "var(--ink-soft)", borderRight: "1px solid var(--hairline)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--ink) 20%, transparent)",
  },
  ".cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--hairline-strong)" },
  ".marked": { backgroundColor: "var(--code-line)", boxShadow: "inset 3px 0 0 var(--ink)" },
});
