/** Who needs help: the list of students as the instructor looks at it. */
import type { PlayerLine } from "../shared/wire";

export type RosterFilter = "all" | "offline" | "waiting" | "stuck";

const STUCK_ATTEMPTS = 3; // that many submissions without success

/** Is here, and has not answered the open question. */
export function isWaiting(player: PlayerLine): boolean {
  return player.answered === false && player.online;
}

/** Tries again and again, and does not get through. */
export function isStuck(player: PlayerLine): boolean {
  return !player.finished && player.attempts >= STUCK_ATTEMPTS;
}

export function matches(player: PlayerLine, filter: RosterFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "offline":
      return !player.online;
    case "waiting":
      return isWaiting(player);
    case "stuck":
      return isStuck(player);
  }
}

/** Filters that would show somebody, with how many. */
export function concerns(players: readonly PlayerLine[]): readonly { filter: RosterFilter; count: number }[] {
  const filters: readonly RosterFilter[] = ["stuck", "waiting", "offline"];
  return filters
    .map((filter) => ({ filter, count: players.filter((player) => matches(player, filter)).length }))
    .filter(({ count }) => count > 0);
}
