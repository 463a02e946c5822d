/** The whole projector page: the stage, what is said when the line is down, and two discreet controls. */
import type { LineState } from "../shared/socket";
import type { Theme } from "../shared/theme";
import type { Projector } from "./model";
import type { Stage } from "./stage";
import { Blank, StageView } from "./view";
import { stageWords, type StageWords } from "./words";

interface PageProps {
  readonly model: Projector;
  readonly language: string;
  readonly theme: Theme;
  readonly onTheme: () => void;
  readonly onFullScreen: () => void;
}

export function Page({ model, language, theme, onTheme, onFullScreen }: PageProps) {
  const { stage, entrance, line } = model;
  const words = stageWords(entrance?.language ?? language);
  const offline = line.status === "offline" && entrance !== null;
  return (
    <main class={`stage-box${offline ? " is-offline" : ""}`}>
      {line.status === "ended" && !isOver(stage) ? (
        <Blank text={whyEnded(line, words)} then={words.openAgain} />
      ) : entrance ? (
        <StageView stage={stage} entrance={entrance} words={words} />
      ) : (
        <Blank text={line.status === "offline" ? whyOffline(line, words) : words.connection.connecting} />
      )}
      {offline ? (
        <p class="offline" role="status">
          {whyOffline(line, words)}
        </p>
      ) : null}
      <nav class="controls">
        <button type="button" class="button" onClick={onFullScreen}>
          {words.fullScreen} <kbd>F</kbd>
        </button>
        <button type="button" class="button" onClick={onTheme}>
          {theme === "dark" ? words.theme.toLight : words.theme.toDark} <kbd>D</kbd>
        </button>
      </nav>
    </main>
  );
}

function whyOffline({ why }: LineState, words: StageWords): string {
  return why ?? words.offline;
}

/** A server that was started anew knows no room whose lesson has ended; its podium stays. */
function isOver({ shown }: Stage): boolean {
  return shown?.scene.kind === "podium" && shown.scene.ended;
}

/** The server speaks of a room that is not there as to a student, who looks at a projector. */
function whyEnded({ bye }: LineState, words: StageWords): string {
  if (bye?.reason === "unknown_room") return words.noRoom;
  return bye?.text || words.gone;
}
