/** What has happened in a race between two looks at it: verdicts and finishes, newest first. */
import type { Lane, RaceScene, Verdict } from "../shared/wire";

/** `attempt` counts from 1; together with the student it names the piece of news. */
export interface News {
  readonly player: string;
  readonly number: number;
  readonly name: string;
  readonly attempt: number;
  readonly verdict: Verdict;
  readonly lost: number;
  readonly place: number | null;
  readonly finishedMs: number | null;
}

export function newsBetween(before: RaceScene, after: RaceScene): readonly News[] {
  const seen = new Map(before.lanes.map((lane) => [lane.player, lane.attempts.length]));
  return after.lanes.flatMap((lane) => newsOf(lane, seen.get(lane.player) ?? 0)).reverse();
}

function newsOf(lane: Lane, seen: number): readonly News[] {
  return lane.attempts.slice(seen).map(({ verdict, lost }, index) => ({
    player: lane.player,
    number: lane.number,
    name: lane.name,
    attempt: seen + index + 1,
    verdict,
    lost,
    place: verdict === "accepted" ? lane.place : null,
    finishedMs: verdict === "accepted" ? lane.finished_ms : null,
  }));
}

/** Lanes as on a timing board: who has finished stands on top in order of finish, then the rest by start number. */
export function lanesInOrder(lanes: readonly Lane[]): readonly Lane[] {
  const place = (lane: Lane) => lane.place ?? Number.MAX_SAFE_INTEGER;
  return [...lanes].sort((one, other) => place(one) - place(other) || one.number - other.number);
}

/** With more lanes than can be read: the best who have finished, and of the others those who tried most. */
export function movingTop(lanes: readonly Lane[], most: number): readonly Lane[] {
  const ordered = lanesInOrder(lanes);
  const racing = ordered.filter((lane) => lane.place === null).sort((one, other) => triesOf(other) - triesOf(one));
  const finished = ordered.filter((lane) => lane.place !== null);
  const best = finished.slice(0, Math.max(Math.ceil(most / 2), most - racing.length));
  return lanesInOrder([...best, ...racing.slice(0, most - best.length)]);
}

function triesOf(lane: Lane): number {
  return lane.attempts.length + lane.hidden + (lane.waiting ? 1 : 0);
}

/** How often each verdict fell in the whole race, most frequent first. */
export function verdictCounts(lanes: readonly Lane[]): readonly { verdict: Verdict; count: number }[] {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of lanes.flatMap((lane) => lane.attempts)) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => ({ verdict, count })).sort((one, other) => other.count - one.count);
}
