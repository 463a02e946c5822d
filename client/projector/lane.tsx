/** One student's lane: attempts as marks where they fell, the start number running ahead of them to the finish. */
import { raceTime } from "../shared/clock";
import { VerdictDrawing } from "../shared/verdicts";
import type { Lane, Mark } from "../shared/wire";
import type { Cell } from "./grid";
import { changeText } from "./money";
import type { StageWords } from "./words";

interface LaneProps {
  readonly lane: Lane;
  readonly place: Cell;
  readonly revealed: boolean;
  readonly words: StageWords;
}

/** So many attempts find room on a lane; of more, the newest, and how many came before. */
const SLOTS = 6;

export function LaneView({ lane, place, revealed, words }: LaneProps) {
  const finished = lane.place !== null;
  const hidden = Math.min(lane.hidden, SLOTS - 1);
  const marks = lane.attempts.length + hidden;
  const earlier = marks > SLOTS ? marks - SLOTS + 1 : 0;
  const first = earlier > 0 ? 1 : 0;
  const told = lane.attempts.slice(earlier);
  return (
    <li
      class={["lane", finished && "finished", revealed && "revealed"].filter(Boolean).join(" ")}
      data-slide={lane.player}
      data-testid="lane"
      style={place}
    >
      <span class="name">{lane.name}</span>
      <span class="course">
        {earlier > 0 ? (
          <span class="mark earlier" style={at(0)}>
            +{earlier}
          </span>
        ) : null}
        {told.map((mark, index) => (
          <MarkView key={earlier + index} mark={mark} slot={first + index} words={words} />
        ))}
        {Array.from({ length: hidden }, (_, index) => (
          <span
            key={`hidden-${index}`}
            class="mark hidden"
            role="img"
            aria-label={words.hidden}
            style={at(first + told.length + index)}
          >
            ?
          </span>
        ))}
        <Runner lane={lane} slot={first + told.length + hidden} words={words} />
      </span>
      <span class="finish" aria-hidden="true" />
      <span class="time">{lane.finished_ms === null ? "" : raceTime(lane.finished_ms)}</span>
      <span class="overlap">{lane.speedup > 0 ? words.overlap(tenths(lane.speedup, words.language)) : ""}</span>
      <span class="place">{lane.place === null ? "" : words.place(lane.place)}</span>
    </li>
  );
}

interface MarkProps {
  readonly mark: Mark;
  readonly slot: number;
  readonly words: StageWords;
}

function MarkView({ mark, slot, words }: MarkProps) {
  return (
    <span class="mark" style={at(slot)}>
      <VerdictDrawing of={mark.verdict} title={words.verdict[mark.verdict]} />
      {mark.lost !== 0 ? <span class="lost">{changeText(-mark.lost)}</span> : null}
    </span>
  );
}

/** The start number stands where the student is: behind the last mark, or past the finish. */
function Runner({ lane, slot, words }: { readonly lane: Lane; readonly slot: number; readonly words: StageWords }) {
  const there = lane.place === null ? slot : SLOTS;
  return (
    <span class={lane.waiting ? "runner judged" : "runner"} style={at(there)}>
      {lane.number}
      {lane.waiting ? <span class="only-heard">{words.inJudge}</span> : null}
    </span>
  );
}

/** Slots are shares of the course, so that lanes of every width run alike. */
function at(slot: number) {
  return { "--slot": String(Math.min(slot, SLOTS) / SLOTS) };
}

function tenths(times: number, language: string): string {
  return times.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
