/** Parts of a page that are loaded when they are needed, perhaps just when the network is gone. */

import { delayBefore } from "./backoff";
import { reloadOnce } from "./socket";

/** What loading needs of the browser; tests bring their own. */
export interface Loading {
  readonly pause: (ms: number) => Promise<unknown>;
  readonly chance: () => number;
  /** Whether the server is there to load from. */
  readonly isServed: () => Promise<boolean>;
  readonly reload: () => void;
}

const TRIES_BEFORE_RELOAD = 3;

/** Again and again until it comes, or is not wanted any more (null).  A server that was updated has no longer the parts
 *  of an older page: then that is loaded anew, which loses nothing. */
export async function insist<Part>(
  load: () => Promise<Part>,
  isWanted: () => boolean,
  onTrouble: () => void,
  { pause, chance, isServed, reload }: Loading = browser,
): Promise<Part | null> {
  for (let tried = 0; isWanted(); tried += 1) {
    try {
      return await load();
    } catch {
      onTrouble();
    }
    if (tried + 1 >= TRIES_BEFORE_RELOAD && (await isServed())) reload();
    await pause(delayBefore(tried, chance()));
  }
  return null;
}

const browser: Loading = {
  pause: (ms) => new Promise((done) => setTimeout(done, ms)),
  chance: Math.random,
  isServed: () => fetch(location.pathname, { cache: "no-store" }).then(({ ok }) => ok, () => false),
  reload: reloadOnce,
};
