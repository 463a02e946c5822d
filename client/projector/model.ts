/** The projector's page: the stage, the way in, and the line to the server. */
import type { LineState } from "../shared/socket";
import type { ProjectorGets } from "../shared/wire";
import { EMPTY_STAGE, type Entrance, settled, type Stage, stageAfter } from "./stage";

export interface Projector {
  readonly stage: Stage;
  readonly entrance: Entrance | null;
  readonly line: LineState;
}

/** `at` is when it came, by the page's own stopwatch. */
export type Happening =
  | { readonly kind: "frame"; readonly frame: ProjectorGets; readonly at: number }
  | { readonly kind: "line"; readonly line: LineState }
  | { readonly kind: "settled" };

export function start(line: LineState): Projector {
  return { stage: EMPTY_STAGE, entrance: null, line };
}

export function update(model: Projector, happening: Happening): Projector {
  switch (happening.kind) {
    case "frame":
      return framed(model, happening.frame, happening.at);
    case "line":
      return { ...model, line: happening.line };
    case "settled":
      return { ...model, stage: settled(model.stage) };
  }
}

function framed(model: Projector, frame: ProjectorGets, at: number): Projector {
  switch (frame.type) {
    case "welcome":
      return {
        ...model,
        entrance: {
          room: frame.room,
          lesson: frame.lesson,
          language: frame.language,
          joinUrl: frame.join_url,
          shortUrl: frame.short_url,
          qrSvg: frame.qr_svg,
        },
      };
    case "scene":
    case "counted":
      return { ...model, stage: stageAfter(model.stage, frame, at) };
    case "refused":
    case "bye":
    case "pong":
      return model;
  }
}
