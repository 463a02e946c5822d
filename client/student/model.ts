/** What the student's page knows, and what can happen to it. */

import type { LineState } from "../shared/socket";
import type { SceneShown, StudentGets, StudentWelcome, Turn, You } from "../shared/wire";
import type { Composed } from "./answers";
import type { Begun } from "./begun";
import type { Drafts, Spot } from "./drafts";
import { type Glossary, type GlossaryMessage, NO_GLOSSARY } from "./glossary";
import type { Uncounted } from "./uncounted";

export interface Model {
  /** The room in the address; empty on the page that asks for it. */
  readonly code: string;
  readonly theme: "light" | "dark";
  /** A small page under a thumb. */
  readonly thumbs: boolean;
  /** The browser's language, until the lesson's is known. */
  readonly language: string;
  readonly line: LineState;
  readonly welcome: StudentWelcome | null;
  readonly shown: Stamped<SceneShown> | null;
  readonly you: Stamped<You> | null;
  /** Where the newest submission stood when the judge last said so; it may have been judged since. */
  readonly turn: Turn | null;
  readonly joining: Joining;
  readonly answering: Answering | null;
  readonly racing: Racing | null;
  readonly experimenting: Experimenting | null;
  readonly glossary: Glossary;
  /** What was sent and did not count, until the student has read it. */
  readonly uncounted: readonly Uncounted[];
  /** What a screen reader says next. */
  readonly said: Saying;
}

/** Something to be said, or silence; the words are the view's. */
export type Saying =
  | { readonly about: "nothing" }
  | { readonly about: "text"; readonly text: string }
  | { readonly about: "secondsLeft"; readonly seconds: number }
  | { readonly about: "scene" | "saved" | "result" | "verdict" };

/** A frame with the moment it came, by this page's stopwatch. */
export interface Stamped<Value> {
  readonly value: Value;
  readonly at: number;
}

export interface Joining {
  readonly name: string;
  /** The next name to suggest. */
  readonly suggestion: string;
  /** The request that waits for its answer. */
  readonly asked: string | null;
  readonly refusal: string | null;
}

/** The question on the stage, and how far the student is with it. */
export interface Answering {
  readonly composed: Composed;
  readonly asked: string | null;
  readonly saved: boolean;
  readonly refusal: string | null;
}

/** The race on the stage: where the student is, what they have written, and what was asked about it. */
export interface Racing extends Spot {
  readonly step: number;
  readonly drafts: Drafts;
  readonly asked: {
    readonly drafts: Readonly<Record<string, { readonly key: string; readonly source: string }>>;
    readonly submit: string | null;
    readonly hint: string | null;
  };
  readonly refusal: string | null;
  /** What the student must confirm: that they want to start over, or to pay for a hint. */
  readonly asking: "reset" | "hint" | null;
}

/** The experiment on the stage: what was asked about it and is not answered yet. */
export interface Experimenting {
  readonly step: number;
  readonly predict: string | null;
  readonly trial: string | null;
  readonly refusal: string | null;
}

/** What can happen on the page.  `key` is made by whoever sends the message: `update` draws no random numbers. */
export type Message =
  | { readonly type: "line"; readonly line: LineState }
  | { readonly type: "uncounted"; readonly one: Uncounted }
  /** What the page before a reload had asked for. */
  | { readonly type: "not_joined"; readonly text: string }
  | { readonly type: "dismiss"; readonly what: string }
  | { readonly type: "got"; readonly message: StudentGets; readonly at: number; readonly begun: Begun }
  | { readonly type: "typed_name"; readonly name: string }
  | { readonly type: "suggest" }
  | { readonly type: "join"; readonly key: string }
  | { readonly type: "tap"; readonly option: number }
  | { readonly type: "type"; readonly text: string }
  | { readonly type: "move"; readonly from: number; readonly to: number }
  | { readonly type: "choose_item"; readonly item: number }
  | { readonly type: "pair"; readonly option: number; readonly said: string }
  | { readonly type: "send_answer"; readonly key: string }
  | GlossaryMessage
  | { readonly type: "edit"; readonly source: string }
  | { readonly type: "rest"; readonly key: string }
  | { readonly type: "submit"; readonly key: string }
  | { readonly type: "ask"; readonly about: "reset" | "hint" | null }
  | { readonly type: "open_hint"; readonly key: string }
  | ({ readonly type: "turn_to" } & Spot)
  | { readonly type: "reset" }
  /** Show the other version of the code instead. */
  | { readonly type: "swap" }
  /** The other version is not wanted any more. */
  | { readonly type: "keep_this" }
  | { readonly type: "name_replay"; readonly key: string; readonly step: number; readonly attempt: number; readonly named: boolean }
  | { readonly type: "predict"; readonly numbers: readonly number[]; readonly key: string }
  | { readonly type: "ask_trial"; readonly key: string }
  | { readonly type: "report_trial"; readonly gap: number; readonly key: string }
  | { readonly type: "theme"; readonly theme: "light" | "dark" }
  | { readonly type: "toggle_theme" }
  | { readonly type: "milestone"; readonly seconds: number };

/** The page before anything has come. */
export function begin(
  code: string,
  language: string,
  name: string,
  thumbs = false,
  uncounted: readonly Uncounted[] = [],
): Model {
  return {
    code,
    theme: "light",
    thumbs,
    language,
    line: { status: "connecting", unsaved: 0, overdue: false, bye: null },
    welcome: null,
    shown: null,
    you: null,
    turn: null,
    joining: { name, suggestion: "", asked: null, refusal: null },
    answering: null,
    racing: null,
    experimenting: null,
    glossary: NO_GLOSSARY,
    uncounted,
    said: { about: "nothing" },
  };
}
