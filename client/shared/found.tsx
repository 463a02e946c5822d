/** What a class predicted and found: a histogram, or bars side by side.  They grow once, when they appear. */

import { amount, barName, binName, type ExperimentWords } from "./words/experiment";
import type { Activity, Bar, Bin, ExperimentScene } from "./wire";

interface Props {
  readonly scene: ExperimentScene;
  readonly words: ExperimentWords;
}

/** One or two lines that say it in words. */
export function Headline({ scene: { activity, found }, words }: Props) {
  if (!found) return null;
  const [main, beside] = headline(activity, found.bins, found.bars, words);
  return (
    <div class="headline">
      {main && <p class="figures">{main}</p>}
      {beside && <p class="soft figures">{beside}</p>}
    </div>
  );
}

function headline(activity: Activity, bins: readonly Bin[], bars: readonly Bar[], words: ExperimentWords): readonly string[] {
  const runs = sum(bins, "shown");
  const plain = sum(bins, "plain");
  const full = bins.at(-1);
  switch (activity) {
    case "counter":
      if (!full || runs === 0) return [words.nothingRan];
      return [words.reached(full.shown, runs), words.plain(full.plain, plain)];
    case "main-thread":
      return bars[0] ? [words.middleGap(amount(bars[0].value, activity, words)), words.ofTheClass] : [words.nothingRan];
    case "worker":
      return bars.length > 0 ? [words.gaps, words.ofTheClass] : [words.nothingRan];
    case "processes":
      return [];
  }
}

function sum(bins: readonly Bin[], series: "shown" | "plain" | "predicted"): number {
  return bins.reduce((total, bin) => total + bin[series], 0);
}

export function Findings({ scene, words }: Props) {
  const { found, activity, measuring } = scene;
  if (!found) return null;
  if (found.why) return <p class="off">{found.why}</p>;
  if (measuring) return <p class="soft">{words.measuring}</p>;
  if (found.bins.length > 0) return <Histogram bins={found.bins} activity={activity} words={words} />;
  return (
    <>
      <Bars bars={found.bars} activity={activity} words={words} />
      {found.busy && <p class="soft busy">{words.busy}</p>}
    </>
  );
}

interface HistogramProps {
  readonly bins: readonly Bin[];
  readonly activity: Activity;
  readonly words: ExperimentWords;
}

/** Predictions and runs are different in number, so each is drawn against its own longest bar. */
function Histogram({ bins, activity, words }: HistogramProps) {
  const most = (series: "shown" | "predicted") => Math.max(1, ...bins.map((bin) => bin[series]));
  return (
    <figure class="histogram">
      <figcaption class="legend">
        <span class="is-shown">{words.runs}</span> <span class="is-predicted">{words.predictions}</span>
      </figcaption>
      <ol>
        {bins.map((bin, index) => (
          <li key={bin.low} data-testid={`bin-${index}`} data-shown={bin.shown} data-predicted={bin.predicted}>
            <span class="only-heard">{words.inBin(binName(bin, activity, words), bin.shown, bin.predicted)}</span>
            <span class="bin figures" aria-hidden="true">
              {binName(bin, activity, words)}
            </span>
            <span class="groove" aria-hidden="true">
              <Grown kind="is-predicted" share={bin.predicted / most("predicted")} />
              <Grown kind="is-shown" share={bin.shown / most("shown")} />
            </span>
            <span class="counts figures" aria-hidden="true">
              <b>{bin.shown || ""}</b> <i>{bin.predicted || ""}</i>
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function Grown({ kind, share }: { readonly kind: string; readonly share: number }) {
  return share > 0 ? <span class={`grown ${kind}`} style={{ width: `${100 * share}%` }} /> : null;
}

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly activity: Activity;
  readonly words: ExperimentWords;
}

/** One bar below the other, and on each where the class thought that it would end. */
function Bars({ bars, activity, words }: BarsProps) {
  const longest = Math.max(...bars.map((bar) => Math.max(bar.value, bar.predicted ?? 0)), 0.001);
  return (
    <ol class="measures">
      {bars.map((bar) => (
        <li key={bar.what} data-testid={`measure-${bar.what}`} data-value={bar.value}>
          <p class="of">
            <span>{barName(bar, words)}</span> <b class="figures">{amount(bar.value, activity, words)}</b>
          </p>
          <div class="groove">
            <Grown kind="is-shown" share={bar.value / longest} />
            {bar.predicted !== null && <Said share={bar.predicted / longest} />}
          </div>
          {bar.predicted !== null && (
            <p class="soft figures">{words.predictedHere(amount(bar.predicted, activity, words))}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Said({ share }: { readonly share: number }) {
  return <span class="said" style={{ left: `${100 * share}%` }} />;
}
