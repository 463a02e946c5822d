/** The student's page, put together: the line to the server, what the browser keeps, and what is shown. */

import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { onMilestone } from "../shared/clock";
import type { Keyed, Waiting } from "../shared/outbox";
import { Line, newKey, reloadOnce, socketUrl, wakeOnReturn } from "../shared/socket";
import { kept } from "../shared/storage";
import { startTheme, theme, toggleTheme } from "../shared/theme";
import "../shared/tokens.css";
import { PROTOCOL, type Refused, type StudentGets, type StudentSends } from "../shared/wire";
import { fetchTerms } from "./glossary";
import { asCode } from "./join";
import { hasUnsaved, keepChanges, keptName, keptOf, keptSeat, keptUncounted, outboxOf, seatToJoin } from "./kept";
import { begin, type Message, type Model } from "./model";
import "./page.css";
import "./question.css";
import "./board.css";
import "./race.css";
import "./blocks.css";
import "../shared/found.css";
import "./experiment.css";
import "./matching.css";
import "./glossary.css";
import "./learned.css";
import "../shared/player/player.css";
import { fetchPlayer } from "./player-host";
import { requestsOf } from "./requests";
import { languageOf, type Deed } from "./tools";
import { uncountedOf } from "./uncounted";
import { update } from "./update";
import { view } from "./view";

const THUMBS = "(pointer: coarse) and (max-width: 40rem)";
const REST_OF_PAGE_MS = 1500; // the first question comes before it
const REST_MS = 2000; // after so long without a key pressed, a draft is saved

const pageId = newKey(); // of this load of the page: a reload is another page, and a newer one
const code = asCode(decodeURIComponent(location.pathname.split("/")[1] ?? ""));
const model = signal<Model>(
  begin(code, navigator.language, keptName(kept), matchMedia(THUMBS).matches, keptUncounted(kept, code)),
);
let line: Line<StudentSends, StudentGets> | null = null;
let resting: ReturnType<typeof setTimeout> | undefined;

function happen(message: Message): void {
  const before = model.value;
  for (const request of requestsOf(before, message, () => seatToJoin(kept, code))) {
    if ("once" in request) line?.send(request.once);
    else line?.ask(request.ask, request.slot, request.about);
  }
  model.value = update(before, message);
  keepChanges(kept, before, model.value);
}

/** When the page has a seat and nothing else to do; the browser keeps it for the rest of the day. */
function fetchTheRest(): void {
  void fetchGlossary();
  fetchPlayer().catch(() => undefined); // it comes when it is needed
}

async function fetchGlossary(): Promise<void> {
  happen({ type: "got_glossary", terms: await fetchTerms(model.value.welcome?.glossary_url ?? "") });
}

function doDeed(deed: Deed): void {
  happen({ ...deed, key: newKey() } as Message);
  if (deed.type === "toggle_theme") toggleTheme();
  if (deed.type === "retry_glossary") void fetchGlossary();
  if (deed.type === "edit" || deed.type === "reset" || deed.type === "swap") saveWhenResting();
}

function saveWhenResting(): void {
  clearTimeout(resting);
  resting = setTimeout(() => doDeed({ type: "rest" }), REST_MS);
}

function hear(message: StudentGets, at: number): void {
  if (message.type === "welcome" && message.seated && !model.value.glossary.terms) setTimeout(fetchTheRest, REST_OF_PAGE_MS);
  const scene = message.type === "scene" ? message.scene : model.value.shown?.value.scene;
  const begun = keptOf(kept, code, scene, line?.waiting ?? []);
  happen({ type: "got", message, at, begun });
  if (model.value.racing && begun.race && hasUnsaved(begun.race)) saveWhenResting();
}

function refuse(waiting: Waiting<StudentSends & Keyed>, { text }: Refused): void {
  if (waiting.request.type === "join") happen({ type: "not_joined", text });
  const one = uncountedOf(waiting, text);
  if (one) happen({ type: "uncounted", one });
}

function connect(): void {
  line = new Line<StudentSends, StudentGets>({
    url: socketUrl("student"),
    hello: () => ({ type: "hello", protocol: PROTOCOL, room: code, token: keptSeat(kept, code), page: pageId }),
    onMessage: hear,
    onRefused: refuse,
    language: () => languageOf(model.value),
    onState: (state) => happen({ type: "line", line: state }),
    onReload: reloadOnce,
    keep: { storage: kept, name: outboxOf(code), outlives: ({ type }) => type !== "save_draft" }, // which is kept as text
  });
  wakeOnReturn(line);
}

/** Says at its milestones how much time the clock on the stage has left. */
function sayTimeLeft(): void {
  let stop: (() => void) | undefined;
  let shown: Model["shown"] = null;
  effect(() => {
    if (model.value.shown === shown) return;
    shown = model.value.shown;
    stop?.();
    const scene = shown?.value.scene;
    stop =
      shown && scene && "clock" in scene && scene.clock.state === "running"
        ? onMilestone(scene.clock, shown.at, (seconds) => happen({ type: "milestone", seconds }))
        : undefined;
  });
}

function App() {
  return view(model.value, doDeed);
}

startTheme();
theme.subscribe((now) => happen({ type: "theme", theme: now }));
effect(() => void (document.documentElement.lang = languageOf(model.value)));
const place = document.getElementById("page");
if (place) render(<App />, place);
if (code !== "") connect();
sayTimeLeft();
