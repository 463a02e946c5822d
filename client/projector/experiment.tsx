/** An experiment as the class sees it: what is asked, how far everybody is, and what came out. */
import { Findings, Headline } from "../shared/found";
import { Prose } from "../shared/html";
import type { ExperimentScene } from "../shared/wire";
import { experimentWords } from "../shared/words/experiment";
import { Fit } from "./fit";
import type { StageWords } from "./words";

interface ExperimentProps {
  readonly scene: ExperimentScene;
  readonly words: StageWords;
}

export function Experiment({ scene, words }: ExperimentProps) {
  return scene.found ? <Compared scene={scene} words={words} /> : <Asked scene={scene} words={words} />;
}

function Asked({ scene, words }: ExperimentProps) {
  return (
    <div class={`question experiment is-${scene.state}`}>
      <Fit on={scene.prompt_html + scene.code_html} largest={1.5} class="ask">
        <h1>{scene.title}</h1>
        <Prose html={scene.prompt_html} class="asked-for" />
        <Prose html={scene.code_html} />
      </Fit>
      <aside class="rail" data-testid={`experiment-${scene.state}`}>
        <p class="do-now">{doNow(scene, words)}</p>
        <Count number={scene.predicted} of={scene.of} what={words.predicted} words={words} />
        {scene.state === "running" && scene.runs_on !== "once" ? (
          <>
            <Count number={scene.tried} of={scene.of} what={words.tried} words={words} />
            <p class="soft figures">{words.runs(scene.runs)}</p>
          </>
        ) : null}
        {scene.off ? <p class="off">{scene.off}</p> : null}
      </aside>
    </div>
  );
}

function doNow({ state, runs_on, measuring }: ExperimentScene, words: StageWords): string {
  switch (state) {
    case "predicting":
      return words.predictNow;
    case "running":
      if (runs_on === "once") return measuring ? words.measuringNow : words.measuredNow;
      return words.runNow;
    default:
      return words.comesNext;
  }
}

interface CountProps {
  readonly number: number;
  readonly of: number;
  readonly what: string;
  readonly words: StageWords;
}

function Count({ number, of, what, words }: CountProps) {
  return (
    <div class="counted">
      <p class="figures">{words.ofAll(number, of)}</p>
      <p class="soft">{what}</p>
    </div>
  );
}

function Compared({ scene, words }: ExperimentProps) {
  const said = experimentWords(words.language);
  const { found, measuring } = scene;
  return (
    <div class="experiment compared" data-testid="experiment-compared">
      <Fit on={scene.title + (found?.learned_html ?? "")} largest={1.3} class="learned">
        <h1>{scene.title}</h1>
        <Headline scene={scene} words={said} />
        <Prose html={found?.learned_html ?? ""} />
      </Fit>
      <Fit on={JSON.stringify([found?.bins, found?.bars, measuring])} largest={1.5} class="outcome">
        <Findings scene={scene} words={said} />
      </Fit>
    </div>
  );
}
