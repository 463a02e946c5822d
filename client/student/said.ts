/** What a screen reader is told when something changes. */

import type { Model } from "./model";
import type { Tools } from "./tools";

export function announcement(model: Model, { words }: Tools): string {
  const { said, you } = model;
  switch (said.about) {
    case "nothing":
      return "";
    case "text":
      return said.text;
    case "secondsLeft":
      return words.secondsLeft(said.seconds);
    case "saved":
      return words.own.question.saved;
    case "scene":
      return aboutScene(model, words.own);
    case "result": {
      const result = you?.value.result;
      return result ? `${words.own.mark[result.mark]}. ${words.points(result.points)}.` : "";
    }
    case "verdict": {
      const newest = you?.value.race?.attempts.findLast((attempt) => attempt.state === "judged");
      return newest?.verdict ? `${words.verdict[newest.verdict]}. ${newest.message}` : "";
    }
  }
}

function aboutScene({ shown }: Model, { scene: says, board, podium, question, experiment }: Tools["words"]["own"]): string {
  const scene = shown?.value.scene;
  switch (scene?.kind) {
    case undefined:
      return "";
    case "lobby":
      return says.lobby;
    case "slide":
    case "terms":
    case "code":
    case "learned":
    case "tour":
    case "replay":
      return scene.title;
    case "experiment":
      return `${scene.title}. ${experiment.says[scene.state]}`;
    case "question":
      return `${question.place(scene.number, scene.of)}. ${says[scene.state]}`;
    case "race":
      return { ready: says.raceReady, open: says.race, closed: says.raceClosed }[scene.state];
    case "leaderboard":
      return board.title;
    case "podium":
      return podium.title;
  }
}
