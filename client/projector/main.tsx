/** The projector: watches one room and shows its stage.  It may ask for nothing. */
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { Line, type LineState, reloadOnce, socketUrl, wakeOnReturn } from "../shared/socket";
import { startTheme, theme, toggleTheme } from "../shared/theme";
import "../shared/tokens.css";
import { type ProjectorGets, type ProjectorSends, PROTOCOL } from "../shared/wire";
import { whyShut } from "../shared/why";
import { type Happening, type Projector, start, update } from "./model";
import { Page } from "./page";
import "./stage.css";
import "./question.css";
import "./board.css";
import "./race.css";
import "../shared/found.css";
import "./experiment.css";
import "./learned.css";
import "../shared/player/player.css";
import "./run.css";

const OLD_ORDER_MS = 900; // long enough to find one's own row before it moves

const room = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const model = signal<Projector>(start({ status: "connecting", unsaved: 0, overdue: false, bye: null }));

function tell(happening: Happening): void {
  const wasSettled = model.value.stage.settled;
  model.value = update(model.value, happening);
  if (wasSettled && !model.value.stage.settled) setTimeout(() => tell({ kind: "settled" }), OLD_ORDER_MS);
}

function toggleFullScreen(): void {
  void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") toggleFullScreen();
  if (event.key === "d") toggleTheme();
}

/** The window's title, so that the projector's window can be told from the others. */
function titleOf({ entrance }: Projector): string {
  return entrance ? `${entrance.room} ${entrance.lesson}` : "Threadrace";
}

function App() {
  return (
    <Page
      model={model.value}
      language={navigator.language}
      theme={theme.value}
      onTheme={toggleTheme}
      onFullScreen={toggleFullScreen}
    />
  );
}

startTheme();
effect(() => {
  document.title = titleOf(model.value);
});
document.addEventListener("keydown", onKey);
render(<App />, document.body);
wakeOnReturn(
  new Line<ProjectorSends, ProjectorGets>({
    url: socketUrl("projector"),
    hello: () => ({ type: "hello", protocol: PROTOCOL, room }),
    language: () => model.value.entrance?.language ?? navigator.language,
    onMessage: (frame, at) => tell({ kind: "frame", frame, at }),
    onState: (line: LineState) => tell({ kind: "line", line }),
    onReload: reloadOnce,
    whyShut: () => whyShut(model.value.entrance?.language ?? navigator.language, location.pathname),
  }),
);
