/** All attempts of a race, newest first; the newest with the schedule that made it fail. */

import { readReport, type Report } from "../shared/report";
import { VerdictMark } from "../shared/verdicts";
import type { Attempt, MyRace, Turn } from "../shared/wire";
import type { Tools } from "./tools";
import { WitnessPlayer } from "./witness";

/** Of the newest attempt: 1 is next, 0 is being judged; null: the judge restarts; undefined: nobody said. */
export type Place = Turn["place"] | undefined;

interface Props {
  readonly race: MyRace;
  readonly place: Place;
  readonly tools: Tools;
}

export function newestOf(race: MyRace): Attempt | null {
  return race.attempts.at(-1) ?? null;
}

export function placeOf(turn: Turn | null, race: MyRace): Place {
  return turn?.step === race.step && turn.attempt === newestOf(race)?.number ? turn.place : undefined;
}

export function Attempts({ race, place, tools }: Props) {
  const judged = race.attempts.findLast((attempt) => attempt.report_json !== "");
  const report = readReport(judged?.report_json ?? "");
  return (
    <section class="attempts">
      {judged && report?.witness && (
        <WitnessPlayer report={report} witness={report.witness} attempt={judged} step={race.step} tools={tools} />
      )}
      <Explored report={report} tools={tools} />
      <h2>{tools.words.own.race.attempts}</h2>
      <ol>
        {race.attempts
          .map((attempt) => (
            <Row key={attempt.number} attempt={attempt} place={attempt === newestOf(race) ? place : 0} tools={tools} />
          ))
          .reverse()}
      </ol>
    </section>
  );
}

/** How hard the judge looked: what `accepted` rests on. */
function Explored({ report, tools: { words } }: { readonly report: Report | null; readonly tools: Tools }) {
  if (!report || report.explored.schedules === 0) return null;
  const { race, proof } = words.own;
  const speedup = report.performance?.speedup.toLocaleString(words.language, { maximumFractionDigits: 1 });
  return (
    <p class="hint figures">
      {race.explored(report.explored.schedules, proof[report.explored.proof])}
      {speedup !== undefined && ` ${race.overlap(speedup)}`}
    </p>
  );
}

interface RowProps {
  readonly attempt: Attempt;
  readonly place: Place;
  readonly tools: Tools;
}

function Row({ attempt, place, tools: { words } }: RowProps) {
  const { race } = words.own;
  const says = { waiting: race.turn(place).now, superseded: race.superseded, not_judged: race.notJudged, judged: "" };
  return (
    <li class="attempt">
      <span class="number figures" aria-label={race.attempt(attempt.number)}>
        {attempt.number}
      </span>
      <span>
        {attempt.verdict ? <VerdictMark of={attempt.verdict} words={words} /> : says[attempt.state]}
        {attempt.line !== null && <span class="at-line figures"> {race.line(attempt.line)}</span>}
        {attempt.message && <span class="message">{attempt.message}</span>}
      </span>
      {attempt.points > 0 && <span class="earned figures">{words.points(attempt.points)}</span>}
    </li>
  );
}
