/** What happens on the page changes what it knows: `update(model, message) -> model`, and nothing else. */

import type { AnswerValue, QuestionScene, RaceScene, Refused, SceneShown, StudentGets, You } from "../shared/wire";
import { blank, composedOf, moved, paired, restored, tapped } from "./answers";
import { waitingFor, type Begun } from "./begun";
import { glossaryAfter } from "./glossary";
import type { Answering, Experimenting, Joining, Message, Model } from "./model";
import { onRace, race, raceDone, raceRefused } from "./racing";
import { stillUnread, withUncounted } from "./uncounted";

export function update(model: Model, message: Message): Model {
  const next = changed(model, message);
  return NOT_THE_STUDENTS.has(message.type) ? next : { ...next, uncounted: stillUnread(model, message, next) };
}

const NOT_THE_STUDENTS: ReadonlySet<Message["type"]> = new Set(["got", "line", "uncounted", "not_joined"]);

function changed(model: Model, message: Message): Model {
  switch (message.type) {
    case "line":
      return { ...model, line: message.line };
    case "got":
      return got(model, message.message, message.at, message.begun);
    case "not_joined":
      return joining(model, { refusal: message.text });
    case "uncounted":
      return { ...model, uncounted: withUncounted(model.uncounted, message.one) };
    case "dismiss":
      return { ...model, uncounted: model.uncounted.filter(({ key }) => key !== message.what) };
    case "typed_name":
      return joining(model, { name: message.name, refusal: null });
    case "suggest":
      return joining(model, { name: model.joining.suggestion || model.joining.name, refusal: null });
    case "join":
      return joining(model, { asked: message.key, refusal: null });
    case "tap":
    case "type":
    case "move":
    case "choose_item":
    case "pair":
      return composing(model, message);
    case "show_glossary":
    case "search_glossary":
    case "retry_glossary":
    case "got_glossary":
      return { ...model, glossary: glossaryAfter(model.glossary, message) };
    case "send_answer": {
      const isSent = model.answering?.saved || (model.answering?.asked ?? null) !== null;
      return isSent ? model : answering(model, { asked: message.key, refusal: null });
    }
    case "predict":
      return experimenting(model, { predict: message.key, refusal: null });
    case "ask_trial":
    case "report_trial":
      return experimenting(model, { trial: message.key, refusal: null });
    case "theme":
      return { ...model, theme: message.theme };
    case "toggle_theme":
    case "name_replay": // what was said comes back with the student's own view
      return model;
    case "milestone":
      return { ...model, said: { about: "secondsLeft", seconds: message.seconds } };
    default:
      return race(model, message);
  }
}

function got(model: Model, message: StudentGets, at: number, begun: Begun): Model {
  switch (message.type) {
    case "welcome":
      return joining({ ...(message.seated ? model : unseated(model)), welcome: message }, { suggestion: message.suggestion });
    case "suggestion":
      return joining(model, { suggestion: message.name });
    case "scene":
      return sceneShown(model, message, at, begun);
    case "you":
      return yours(model, message, at, begun);
    case "turn":
      return { ...model, turn: message };
    case "done":
      return done(model, message.key);
    case "refused":
      return refused(model, message);
    case "bye":
      return message.reason === "cleared" ? joining(model, { refusal: message.text }) : model;
    case "pong":
      return model;
  }
}

/** Whatever was this student's own here: a seat that comes after this one begins with nothing. */
function unseated(model: Model): Model {
  return { ...model, you: null, turn: null, shown: null, answering: null, racing: null, experimenting: null };
}

function sceneShown(model: Model, message: SceneShown, at: number, begun: Begun): Model {
  const { scene } = message;
  const you = model.you?.value ?? null;
  const next = { ...model, shown: { value: message, at }, answering: null, racing: null, experimenting: null };
  const said = isNews(model.shown?.value, message) ? { about: "scene" as const } : model.said;
  if (scene.kind === "question") return { ...next, said, answering: onQuestion(model.answering, scene, you, begun) };
  if (scene.kind === "race") return { ...next, said, racing: onRace(model.racing, scene, you, begun, model.thumbs) };
  if (scene.kind === "experiment") return { ...next, said, experimenting: onExperiment(model.experimenting, scene.step, begun) };
  return { ...next, said };
}

function onExperiment(old: Experimenting | null, step: number, begun: Begun): Experimenting {
  if (old?.step === step) return old;
  const trial = waitingFor(begun, "ask_trial", step) ?? waitingFor(begun, "report_trial", step);
  return { step, predict: waitingFor(begun, "predict", step)?.key ?? null, trial: trial?.key ?? null, refusal: null };
}

/** The same question again keeps what the student has begun, even over a reload; a saved answer is shown as it was made. */
function onQuestion(old: Answering | null, scene: QuestionScene, you: You | null, begun: Begun): Answering {
  const saved = answerTo(scene.step, you);
  if (saved) return { composed: composedOf(scene, saved), asked: null, saved: true, refusal: null };
  if (old?.composed.step !== scene.step) {
    const sent = waitingFor(begun, "answer", scene.step);
    const composed = restored(scene, sent ? composedOf(scene, sent.answer) : begun.answer);
    return { composed: composed ?? blank(scene), asked: sent?.key ?? null, saved: false, refusal: null };
  }
  const { order, pairs } = old.composed;
  const sameOptions = order.length === scene.options_html.length && pairs.length === scene.items_html.length;
  return sameOptions ? old : { ...old, composed: { ...blank(scene), typed: old.composed.typed } };
}

function answerTo(step: number, you: You | null): AnswerValue | null {
  return you?.step === step ? you.answer : null;
}

function yours(model: Model, you: You, at: number, begun: Begun): Model {
  const next: Model = { ...model, you: { value: you, at }, joining: { ...model.joining, asked: null, refusal: null } };
  const scene = model.shown?.value.scene;
  if (scene?.kind === "question") return answered(next, scene, you);
  if (scene?.kind === "race") return raced(next, model.you?.value ?? null, scene, you, begun);
  return next;
}

function answered(model: Model, scene: QuestionScene, you: You): Model {
  const said = you.result && you.step === scene.step ? { about: "result" as const } : model.said;
  const saved = answerTo(scene.step, you);
  if (!model.answering || !saved) return { ...model, said };
  const mine = { composed: composedOf(scene, saved), asked: null, saved: true, refusal: null };
  return { ...model, said: model.answering.saved ? said : { about: "saved" }, answering: mine };
}

function raced(model: Model, before: You | null, scene: RaceScene, you: You, begun: Begun): Model {
  const racing = before ? model.racing : onRace(model.racing, scene, you, begun, model.thumbs, true);
  const news = judgedOf(you) > (before ? judgedOf(before) : judgedOf(you));
  return { ...model, racing, said: news ? { about: "verdict" } : model.said };
}

function judgedOf(you: You): number {
  return you.race?.attempts.filter((attempt) => attempt.state === "judged").length ?? 0;
}

function done(model: Model, key: string): Model {
  const trying = model.experimenting;
  if (model.joining.asked === key) return joining(model, { asked: null });
  if (model.answering?.asked === key) return { ...answering(model, { asked: null, saved: true }), said: { about: "saved" } };
  if (trying?.predict === key) return experimenting(model, { predict: null });
  if (trying?.trial === key) return experimenting(model, { trial: null });
  return raceDone(model, key) ?? model;
}

function refused(model: Model, message: Refused): Model {
  const { key, text, retry } = message;
  if (retry) return model;
  const said = { ...model, said: { about: "text" as const, text } };
  if (model.joining.asked === key && key !== null) return joining(said, { asked: null, refusal: text });
  if (model.answering?.asked === key && key !== null) return answering(said, { asked: null, refusal: text });
  const trying = model.experimenting;
  if (trying && key !== null && trying.predict === key) return experimenting(said, { predict: null, refusal: text });
  if (trying && key !== null && trying.trial === key) return experimenting(said, { trial: null, refusal: text });
  return raceRefused(model, message) ?? model;
}

type Composing = Extract<Message, { type: "tap" | "type" | "move" | "choose_item" | "pair" }>;

function composing(model: Model, message: Composing): Model {
  const scene = model.shown?.value.scene;
  const mine = model.answering;
  if (scene?.kind !== "question" || !mine || mine.saved || mine.asked !== null) return model;
  switch (message.type) {
    case "tap":
      return answering(model, { composed: tapped(mine.composed, scene.form, message.option), refusal: null });
    case "type":
      return answering(model, { composed: { ...mine.composed, typed: message.text }, refusal: null });
    case "move":
      return answering(model, { composed: moved(mine.composed, message.from, message.to), refusal: null });
    case "choose_item":
      return answering(model, { composed: { ...mine.composed, item: message.item } });
    case "pair": {
      const put = answering(model, { composed: paired(mine.composed, message.option), refusal: null });
      return { ...put, said: { about: "text", text: message.said } };
    }
  }
}

function isNews(before: SceneShown | undefined, now: SceneShown): boolean {
  const label = ({ scene, paused }: SceneShown) =>
    [scene.kind, "step" in scene ? scene.step : "", "state" in scene ? scene.state : "", paused].join();
  return before === undefined || label(before) !== label(now);
}

function joining(model: Model, change: Partial<Joining>): Model {
  return { ...model, joining: { ...model.joining, ...change } };
}

function answering(model: Model, change: Partial<Answering>): Model {
  return model.answering ? { ...model, answering: { ...model.answering, ...change } } : model;
}

function experimenting(model: Model, change: Partial<Experimenting>): Model {
  return model.experimenting ? { ...model, experimenting: { ...model.experimenting, ...change } } : model;
}
