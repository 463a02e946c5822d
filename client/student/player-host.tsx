/** Where the player stands on the phone.  It comes when the page has nothing else to do, or when a run is shown. */

import type { ComponentProps } from "preact";
import { useEffect, useState } from "preact/hooks";
import { insist } from "../shared/part";
import type { Player } from "../shared/player/player";
import type { Tools } from "./tools";

type Props = Omit<ComponentProps<typeof Player>, "words"> & { readonly tools: Tools };

let fetched: typeof Player | null = null;

/** The first load is so much lighter. */
export async function fetchPlayer(): Promise<typeof Player> {
  fetched ??= (await import("../shared/player/player")).Player;
  return fetched;
}

export function PlayerHost({ tools: { words }, ...run }: Props) {
  const [state, tell] = useState<"loading" | "failed" | "here">(fetched ? "here" : "loading");
  useEffect(() => {
    let gone = false;
    if (!fetched) void insist(fetchPlayer, () => !gone, () => tell("failed")).then((part) => part && tell("here"));
    return () => void (gone = true);
  }, []);
  if (fetched) {
    const Fetched = fetched;
    return <Fetched {...run} words={words} />;
  }
  return state === "failed" ? (
    <p class="refusal" role="alert">
      {words.own.player.failed}
    </p>
  ) : (
    <p class="hint">{words.own.player.loading}</p>
  );
}
