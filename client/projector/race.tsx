/** A race: one lane per student, an attempt per mark, the finish at the right. */
import { raceTime } from "../shared/clock";
import { Prose } from "../shared/html";
import { VerdictDrawing } from "../shared/verdicts";
import type { Lane, RaceScene } from "../shared/wire";
import { Countdown } from "./countdown";
import { Fit } from "./fit";
import { cell } from "./grid";
import { LaneView } from "./lane";
import { changeText, MoneyLost } from "./money";
import { lanesInOrder, movingTop, type News, verdictCounts } from "./news";
import { Sliding } from "./sliding";
import type { Stage } from "./stage";
import type { StageWords } from "./words";

interface RaceProps {
  readonly scene: RaceScene;
  readonly stage: Stage;
  readonly words: StageWords;
}

const LANES_MAX = 40; // with more, only those lanes are shown where something moves
const MOVING_LANES = 18;

export function Race({ scene, stage, words }: RaceProps) {
  return (
    <div class={`race is-${scene.state}`}>
      <div class="heading">
        <Progress scene={scene} words={words} />
        <MoneyLost amount={scene.money_lost} label={words.moneyLost} />
        {scene.state === "closed" ? (
          <p class="figure" data-testid="countdown">
            {words.timeUp}
          </p>
        ) : (
          <Countdown clock={scene.clock} arrived={stage.arrived} label={words.timeLeft} />
        )}
      </div>
      {scene.frozen ? <p class="frozen">{scene.state === "closed" ? words.unfreezing : words.frozen}</p> : null}
      {scene.off ? <p class="off">{scene.off}</p> : null}
      {scene.state === "ready" ? <Statement scene={scene} words={words} /> : <Track scene={scene} stage={stage} words={words} />}
    </div>
  );
}

/** How the whole class fares: finished, racing, and how often each verdict fell. */
function Progress({ scene, words }: Omit<RaceProps, "stage">) {
  if (scene.state === "ready") return <p class="progress soft">{words.points(scene.points)}</p>;
  return (
    <ul class="progress figures">
      <li>{words.finishedOf(scene.finished)}</li>
      <li>{words.racing(scene.racing - scene.finished)}</li>
      {verdictCounts(scene.lanes)
        .filter(({ verdict }) => verdict !== "accepted")
        .slice(0, 3)
        .map(({ verdict, count }) => (
          <li key={verdict}>
            <VerdictDrawing of={verdict} title={words.verdict[verdict]} /> {count}
          </li>
        ))}
    </ul>
  );
}

function Statement({ scene, words }: Omit<RaceProps, "stage">) {
  return (
    <>
      <Fit on={scene.statement_html} largest={1.45} class="statement">
        <Prose html={scene.statement_html} />
      </Fit>
      <p class="soft">{words.firstToFinish}</p>
    </>
  );
}

function Track({ scene, stage, words }: RaceProps) {
  const crowd = scene.lanes.length > LANES_MAX;
  const lanes = crowd ? movingTop(scene.lanes, MOVING_LANES) : lanesInOrder(scene.lanes);
  const columns = !crowd && lanes.length > 14 ? 2 : 1;
  return (
    <div class={crowd ? "track crowd" : "track"}>
      <Sliding class={`lanes in-${columns} ${spacing(lanes.length)}`} rows={Math.ceil(lanes.length / columns)}>
        {byNumber(lanes).map((lane) => (
          <LaneView
            key={lane.player}
            lane={lane}
            place={cell(lanes.indexOf(lane), lanes.length, columns)}
            revealed={lane.player === scene.revealed}
            words={words}
          />
        ))}
      </Sliding>
      {crowd ? <NewsBoard news={stage.news} shown={lanes.length} of={scene.lanes.length} words={words} /> : null}
    </div>
  );
}

/** Few lanes are wide ones. */
function spacing(lanes: number): "wide" | "even" | "dense" {
  return lanes <= 8 ? "wide" : lanes <= 28 ? "even" : "dense";
}

/** In the page lanes stay by start number, and the grid moves them: nodes that move there lose styles in Chromium. */
function byNumber(lanes: readonly Lane[]): readonly Lane[] {
  return [...lanes].sort((one, other) => one.number - other.number);
}

interface NewsBoardProps {
  readonly news: readonly News[];
  readonly shown: number;
  readonly of: number;
  readonly words: StageWords;
}

function NewsBoard({ news, shown, of, words }: NewsBoardProps) {
  return (
    <section class="news">
      <h2>{words.news}</h2>
      <ol>
        {news.map((item) => (
          <li key={`${item.player}-${item.attempt}`}>
            <VerdictDrawing of={item.verdict} />
            <span class="number">{item.number}</span>
            <span class="name">{item.name}</span>
            <span class="soft">{newsText(item, words)}</span>
          </li>
        ))}
      </ol>
      <p class="soft">{words.allLanes(shown, of)}</p>
    </section>
  );
}

function newsText(item: News, words: StageWords): string {
  if (item.finishedMs !== null) return raceTime(item.finishedMs);
  return item.lost === 0 ? words.verdict[item.verdict] : `${words.verdict[item.verdict]} ${changeText(-item.lost)}`;
}
