/** An experiment on the phone: predict, run, compare. */

import { Findings, Headline } from "../shared/found";
import { Prose } from "../shared/html";
import { amount, experimentWords } from "../shared/words/experiment";
import type { ExperimentScene, MyExperiment } from "../shared/wire";
import type { Model } from "./model";
import { Predicting } from "./predicting";
import type { Tools } from "./tools";
import { Trying } from "./trying";

interface Props {
  readonly model: Model;
  readonly scene: ExperimentScene;
  readonly tools: Tools;
}

export function Experiment({ model, scene, tools }: Props) {
  const own = ownExperiment(model, scene);
  return (
    <article class={`experiment is-${scene.state}`} data-testid={`experiment-${scene.state}`}>
      <h1>{scene.title}</h1>
      {scene.state === "compared" ? (
        <Compared scene={scene} own={own} tools={tools} />
      ) : (
        <>
          <Prose html={scene.prompt_html} class="prompt" />
          <Doing model={model} scene={scene} own={own} tools={tools} />
          <Program scene={scene} tools={tools} />
        </>
      )}
    </article>
  );
}

/** The student's own part, if the one that the page knows belongs to what is on the stage. */
function ownExperiment({ you }: Model, scene: ExperimentScene): MyExperiment {
  const own = you?.value.experiment;
  return own?.step === scene.step ? own : { step: scene.step, prediction: [], trials: [], cooldown_ms: 0 };
}

interface OwnProps extends Props {
  readonly own: MyExperiment;
}

function Doing({ model, scene, own, tools }: OwnProps) {
  const { experiment } = tools.words.own;
  const mine = model.experimenting;
  if (scene.state === "ready" || !mine) return <p class="notice">{experiment.ready}</p>;
  if (own.prediction.length === 0) {
    return (
      <>
        <Predicting scene={scene} mine={mine} tools={tools} />
        {mine.refusal && (
          <p class="refusal" role="alert">
            {mine.refusal}
          </p>
        )}
      </>
    );
  }
  return (
    <>
      <Predicted scene={scene} own={own} tools={tools} />
      {scene.state === "running" ? (
        <Trying model={model} scene={scene} own={own} mine={mine} tools={tools} />
      ) : (
        <p class="notice">{experiment.wait}</p>
      )}
    </>
  );
}

function Predicted({ scene, own, tools: { words } }: Omit<OwnProps, "model">) {
  const said = experimentWords(words.language);
  const numbers = own.prediction.map((number) => amount(number, scene.activity, said));
  const [threads, processes] = numbers;
  return (
    <p class="predicted" data-testid="predicted">
      {words.own.experiment.yours} <b class="figures">{threads}</b>
      {processes && ` (${said.bar.threads}), `}
      {processes && <b class="figures">{processes}</b>}
      {processes && ` (${said.bar.processes})`}
    </p>
  );
}

function Program({ scene, tools: { words } }: Omit<Props, "model">) {
  return (
    <details class="task">
      <summary>{words.own.experiment.program}</summary>
      <Prose html={scene.code_html} />
    </details>
  );
}

function Compared({ scene, own, tools }: Omit<OwnProps, "model">) {
  const said = experimentWords(tools.words.language);
  const results = own.trials.flatMap(({ numbers }) => numbers.slice(0, 1));
  return (
    <>
      {own.prediction.length > 0 && <Predicted scene={scene} own={own} tools={tools} />}
      {results.length > 0 && (
        <p class="predicted">
          {tools.words.own.experiment.yourRuns}{" "}
          <b class="figures">{results.map((result) => amount(result, scene.activity, said)).join(" · ")}</b>
        </p>
      )}
      <section class="class-found">
        <h2>{tools.words.own.experiment.theClass}</h2>
        <Headline scene={scene} words={said} />
        <Findings scene={scene} words={said} />
      </section>
      {scene.found?.learned_html && <Prose html={scene.found.learned_html} class="learned" />}
      <Program scene={scene} tools={tools} />
    </>
  );
}
