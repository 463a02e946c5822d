/** The line is closed for good: why, and what can be done. */

import type { Bye } from "../shared/wire";
import type { Tools } from "./tools";

interface Props {
  readonly bye: Bye;
  readonly tools: Tools;
}

export function Away({ bye, tools: { words } }: Props) {
  const { away, bye: reasons } = words.own;
  const final = bye.reason === "removed" || bye.reason === "turned_away" || bye.reason === "abuse";
  return (
    <section class="door" data-testid="away">
      <h1>{reasons[bye.reason] ?? bye.text}</h1>
      {final ? (
        <a class="button" href="/">
          {away.other}
        </a>
      ) : (
        <button type="button" class="button main" onClick={() => location.reload()}>
          {bye.reason === "replaced" ? away.replacedGo : away.again}
        </button>
      )}
    </section>
  );
}
