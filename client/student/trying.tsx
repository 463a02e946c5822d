/** Run it: on the server, or in this page while it draws. */

import { useEffect, useRef, useState } from "preact/hooks";
import { present } from "../shared/clock";
import { amount, experimentWords } from "../shared/words/experiment";
import type { ExperimentScene, MyExperiment, MyTrial } from "../shared/wire";
import { Film } from "./film";
import type { Experimenting, Model } from "./model";
import type { Tools } from "./tools";

interface Props {
  readonly model: Model;
  readonly scene: ExperimentScene;
  readonly own: MyExperiment;
  readonly mine: Experimenting;
  readonly tools: Tools;
}

export function Trying(props: Props) {
  const { scene, own, mine, tools } = props;
  const { experiment } = tools.words.own;
  if (scene.off !== "") return <p class="notice">{scene.off}</p>;
  return (
    <section class="trying">
      {scene.runs_on === "once" && <p class="notice">{scene.measuring ? experiment.measuring : experiment.measured}</p>}
      {scene.runs_on === "server" && <OnTheServer {...props} />}
      {scene.runs_on === "page" && <InThePage {...props} />}
      {mine.refusal && (
        <p class="refusal" role="alert">
          {mine.refusal}
        </p>
      )}
      <Trials scene={scene} trials={own.trials} tools={tools} />
    </section>
  );
}

function OnTheServer({ model, own, mine, tools: { words, send } }: Props) {
  const { experiment } = words.own;
  const waiting = own.trials.some((trial) => trial.numbers.length === 0 && trial.why === "");
  const busy = waiting || mine.trial !== null;
  return (
    <>
      <button
        type="button"
        class="button main wide"
        data-testid="run-trial"
        disabled={busy || isCooling(model, own)}
        onClick={() => send({ type: "ask_trial" })}
      >
        {busy ? experiment.running : own.trials.length > 0 ? experiment.again : experiment.run}
      </button>
      <p class="hint">{experiment.onTheServer}</p>
    </>
  );
}

function isCooling({ you }: Model, own: MyExperiment): boolean {
  if (!you || own.cooldown_ms === 0 || performance.now() - you.at >= own.cooldown_ms) return false;
  return present.value - you.at < own.cooldown_ms;
}

type Running = "ready" | "running" | "hidden" | "failed";

/** A dot goes round while the page can draw.  Run, and see whether it still does. */
function InThePage({ scene, own, mine, tools: { words, send } }: Props) {
  const { experiment } = words.own;
  const [running, setRunning] = useState<Running>("ready");
  const film = useRef<Film | null>(null);
  const start = async () => {
    setRunning("running");
    const { gap, state } = await measured(film.current, scene.activity === "worker" ? "worker" : "main-thread");
    setRunning(state);
    if (gap !== null) send({ type: "report_trial", gap });
  };
  const busy = running === "running" || mine.trial !== null;
  return (
    <>
      <Roundabout film={film} words={words} />
      <button type="button" class="button main wide" data-testid="run-trial" disabled={busy} onClick={() => void start()}>
        {busy ? experiment.running : own.trials.length > 0 ? experiment.again : experiment.run}
      </button>
      <p class="hint" role="status">
        {running === "hidden" ? experiment.hidden : running === "failed" ? experiment.failed : experiment.inThePage}
      </p>
    </>
  );
}

interface Outcome {
  readonly gap: number | null;
  readonly state: Running;
}

async function measured(film: Film | null, where: "main-thread" | "worker"): Promise<Outcome> {
  try {
    const { compute } = await import("./programs");
    await new Promise((resolve) => setTimeout(resolve, 200)); // so that the button is drawn as pressed
    const gap = (await film?.measure(() => compute(where))) ?? null;
    return { gap: gap === null ? null : Math.round(gap * 10) / 10, state: gap === null ? "hidden" : "ready" };
  } catch {
    return { gap: null, state: "failed" };
  }
}

const TURN_MS = 2000;

/** Drawn by this page's own thread, picture by picture, so that it stops when that thread is busy. */
function Roundabout({ film, words }: { readonly film: { current: Film | null }; readonly words: Tools["words"] }) {
  const dot = useRef<SVGCircleElement>(null);
  const count = useRef<SVGTextElement>(null);
  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const running = new Film((frames, at) => {
      if (count.current) count.current.textContent = frames.toLocaleString(words.language);
      if (still || !dot.current) return;
      const angle = (2 * Math.PI * at) / TURN_MS;
      dot.current.setAttribute("cx", String(60 + 46 * Math.sin(angle)));
      dot.current.setAttribute("cy", String(60 - 46 * Math.cos(angle)));
    });
    film.current = running;
    return () => running.stop();
  }, []);
  return (
    <svg class="roundabout" viewBox="0 0 120 120" role="img" aria-label={words.own.experiment.pictures}>
      <circle class="way" cx="60" cy="60" r="46" />
      <circle class="dot" cx="60" cy="14" r="8" ref={dot} />
      <text x="60" y="62" ref={count} />
      <text class="unit" x="60" y="77">
        {words.own.experiment.pictures}
      </text>
    </svg>
  );
}

/** What came of one's own runs, the newest first and large. */
function Trials({ scene, trials, tools: { words } }: Pick<Props, "scene" | "tools"> & { readonly trials: readonly MyTrial[] }) {
  const said = experimentWords(words.language);
  if (trials.length === 0) return null;
  return (
    <ol class="trials" aria-live="polite" data-testid="trials">
      {[...trials].reverse().map((trial) => (
        <li key={trial.number} value={trial.number}>
          {trial.numbers[0] !== undefined && <b class="figures">{amount(trial.numbers[0], scene.activity, said)}</b>}
          {trial.numbers[1] !== undefined && (
            <span class="figures">{words.own.experiment.plain(amount(trial.numbers[1], scene.activity, said))}</span>
          )}
          {trial.why || (trial.numbers.length === 0 && words.own.experiment.running)}
        </li>
      ))}
    </ol>
  );
}
