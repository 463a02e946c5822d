/** The console: sends what the instructor does, shows what came of it. */
import { computed, effect, signal } from "@preact/signals";
import { render } from "preact";
import { Line, type LineState, newKey, reloadOnce, socketUrl, wakeOnReturn } from "../shared/socket";
import { startTheme, theme, toggleTheme } from "../shared/theme";
import "../shared/tokens.css";
import { type ConsoleGets, type ConsoleSends, PROTOCOL } from "../shared/wire";
import { whyShut } from "../shared/why";
import { AUTOPLAY_MS, dueStep } from "./autoplay";
import { intentOf } from "./keys";
import { type Console, type Happening, type Intent, isConnected, start, update } from "./model";
import { Page } from "./page";
import { requestFor, slotOf } from "./requests";
import { STALE_AFTER_MS } from "./undone";
import { consoleWords } from "./words";
import { toTheInstructor } from "./words-server";
import "../projector/stage.css";
import "../projector/question.css";
import "../projector/board.css";
import "../projector/race.css";
import "../shared/found.css";
import "../projector/experiment.css";
import "../projector/learned.css";
import "../shared/player/player.css";
import "../projector/run.css";
import "./console.css";
import "./desk.css";

const OLD_ORDER_MS = 900; // as on the projector

const model = signal<Console>(start({ status: "connecting", unsaved: 0, overdue: false, bye: null }));
const words = computed(() => consoleWords(model.value.desk?.language ?? navigator.language));

function tell(happening: Happening): void {
  const before = model.value;
  model.value = update(before, happening);
  if (before.stage.settled && !model.value.stage.settled) setTimeout(() => tell({ kind: "settled" }), OLD_ORDER_MS);
  if (before.desk?.room !== model.value.desk?.room) remember(model.value.desk?.room ?? "");
}

/** The room stands in the address, so that a reload comes back to it. */
function remember(room: string): void {
  history.replaceState(null, "", `#${room}`);
  document.title = `${room} Threadrace`;
}

function send(intent: Intent): void {
  const request = requestFor(model.value, intent, newKey());
  if (request && !isConnected(model.value)) return; // what is pressed while nobody hears it is not kept for later
  tell({ kind: "did", intent });
  if (!request) return;
  tell({ kind: "asked", key: request.key, slot: slotOf(intent) });
  line.ask(request, slotOf(intent));
}

function drop(request: ConsoleSends): void {
  if (request.type !== "hello" && request.type !== "ping") tell({ kind: "dropped", request });
}

function onKey(event: KeyboardEvent): void {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog, pre");
  if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const intent = intentOf(event.key, model.value);
  if (!intent) return;
  event.preventDefault();
  send(intent);
}

/** Each step waits until the one before is on the projector, and then long enough to be read. */
function playOn(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = "";
  effect(() => {
    const next = dueStep(model.value);
    if (JSON.stringify(next) === due) return;
    due = JSON.stringify(next);
    clearTimeout(timer);
    if (next) timer = setTimeout(() => send(next), AUTOPLAY_MS);
  });
}

function App() {
  return <Page model={model.value} words={words.value} send={send} theme={theme.value} onTheme={toggleTheme} />;
}

const line = new Line<ConsoleSends, ConsoleGets>({
  url: socketUrl("console"),
  hello: () => ({ type: "hello", protocol: PROTOCOL, room: model.value.desk?.room ?? (location.hash.slice(1) || null) }),
  language: () => model.value.desk?.language ?? navigator.language,
  sentences: toTheInstructor,
  onMessage: (frame, at) => tell({ kind: "frame", frame, at }),
  onState: (state: LineState) => tell({ kind: "line", line: state }),
  onReload: reloadOnce,
  whyShut: () => whyShut(words.value.language, location.pathname),
  stale: { afterMs: STALE_AFTER_MS, onDrop: drop },
});

startTheme();
playOn();
document.addEventListener("keydown", onKey);
wakeOnReturn(line);
render(<App />, document.body);
