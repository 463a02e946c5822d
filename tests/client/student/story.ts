/** A student's page after some happenings, told with the golden examples. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StudentGets, You } from "../../../client/shared/wire";
import { NOTHING_BEGUN, type Begun } from "../../../client/student/begun";
import { begin, type Message, type Model } from "../../../client/student/model";
import { update } from "../../../client/student/update";

declare const REPOSITORY: string;
const EXAMPLES = join(REPOSITORY, "schema", "examples", "student");

export function example<Kind extends StudentGets>(name: string, change: Partial<Kind> = {}): Kind {
  return { ...(JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), "utf8")) as Kind), ...change };
}

export function sceneNames(): string[] {
  return readdirSync(EXAMPLES)
    .filter((name) => name.startsWith("scene"))
    .map((name) => name.replace(".json", ""));
}

export const you = (name: string, change: Partial<You> = {}): You => example<You>(name, change);

/** A frame arrives; `begun` is what the browser knows of the step on the stage. */
export function hears(message: StudentGets, begun: Partial<Begun> = {}, at = 0): Message {
  return { type: "got", message, at, begun: { ...NOTHING_BEGUN, ...begun } };
}

/** The page of room K7M4QX after all this. */
export function after(...messages: readonly (Message | StudentGets)[]): Model {
  return messages.map(asMessage).reduce(update, begin("K7M4QX", "en", ""));
}

/** The page of a student who has a seat, after all this. */
export function seated(...messages: readonly (Message | StudentGets)[]): Model {
  return after(example("welcome", { seated: true }), you("you", { step: null }), ...messages);
}

const OWN = new Set(["pair", "choose_item", "show_glossary", "got_glossary", "retry_glossary", "line", "got", "typed_name", "suggest", "join", "tap", "type", "move", "send_answer", "edit", "rest", "submit", "ask", "reset", "swap", "keep_this", "open_hint", "turn_to", "name_replay", "milestone", "theme", "uncounted", "not_joined", "dismiss", "predict"]);

function asMessage(message: Message | StudentGets): Message {
  return OWN.has(message.type) ? (message as Message) : hears(message as StudentGets);
}
