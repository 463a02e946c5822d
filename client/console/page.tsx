/** The console: the list of rooms, or the desk of one room. */
import { Connection } from "../shared/connection";
import type { Theme } from "../shared/theme";
import { DeskView } from "./desk";
import { Dialogs } from "./dialogs";
import { isConnected } from "./model";
import { Press, Unheard } from "./press";
import type { ViewProps } from "./props";
import type { Request } from "./requests";
import { Rooms } from "./rooms";
import type { ConsoleWords } from "./words";

interface PageProps extends ViewProps {
  readonly theme: Theme;
  readonly onTheme: () => void;
}

export function Page({ model, words, send, theme, onTheme }: PageProps) {
  if (model.line.status === "ended") return <Gone text={model.line.bye?.text ?? ""} words={words} />;
  const tools = (
    <div class="tools">
      <Connection line={model.line} words={words} />
      <Press class="button plain" data-testid="device" onClick={() => send({ kind: "device" })}>
        {words.device}
      </Press>
      <button type="button" class="button plain" onClick={onTheme}>
        {theme === "dark" ? words.theme.toLight : words.theme.toDark}
      </button>
    </div>
  );
  return (
    <Unheard.Provider value={isConnected(model) ? "" : words.offlineWhy}>
      <div class="console" lang={words.language}>
        <Bands model={model} words={words} send={send} />
        {model.desk ? (
          <DeskView model={model} desk={model.desk} words={words} send={send} tools={tools} />
        ) : (
          <Rooms model={model} words={words} send={send} tools={tools} />
        )}
        <Dialogs model={model} words={words} send={send} />
      </div>
    </Unheard.Provider>
  );
}

/** What the instructor must know now, one sentence per line. */
function Bands({ model, words, send }: ViewProps) {
  const offline = model.line.status === "offline";
  return (
    <div class="bands" role="alert">
      {offline ? <p class="says-bad">{[words.offlineBand, model.line.why].filter(Boolean).join(" ")}</p> : null}
      {!offline && model.line.overdue ? <p class="says-bad">{words.unsavedBand}</p> : null}
      {model.trouble ? <p class="says-bad">{model.trouble}</p> : null}
      {model.refusal ? (
        <p class="says-bad" data-testid="refusal">
          {model.refusal}
          <button type="button" class="button plain" onClick={() => send({ kind: "dismiss", what: "refusal" })}>
            {words.dismiss}
          </button>
        </p>
      ) : null}
      {model.undone.length > 0 ? (
        <p class="says-bad" data-testid="undone">
          {words.undone(model.undone.map((request) => nameOf(request, words)).join(", "))}
          <button type="button" class="button plain" onClick={() => send({ kind: "dismiss", what: "undone" })}>
            {words.dismiss}
          </button>
        </p>
      ) : null}
    </div>
  );
}

/** The steps are numbered as in the list of steps. */
function nameOf(request: Request, words: ConsoleWords): string {
  return request.type === "show_step" ? words.showStep(request.step + 1) : words.request[request.type];
}

function Gone({ text, words }: { readonly text: string; readonly words: ConsoleWords }) {
  return (
    <main class="console gone" lang={words.language}>
      <h1>{words.goneTitle}</h1>
      {text ? <p role="alert">{text}</p> : null}
      <p>{words.goneHint}</p>
    </main>
  );
}
