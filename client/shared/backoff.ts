/** How long to wait before the next attempt: half a second to eight, spread by chance so that a class does not
 *  come back in one instant.  `attempt` counts from 0, `chance` is in [0, 1). */
export function delayBefore(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, 1000 * 2 ** Math.min(attempt, 10));
  return SHORTEST_MS + chance * (longest - SHORTEST_MS);
}

const SHORTEST_MS = 500;
const LONGEST_MS = 8000; // so that every page is back within fifteen seconds of the server
