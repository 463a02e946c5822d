/** How the line to the server is, in one honest word. */

import type { LineState } from "./socket";
import type { Dictionary } from "./words";

interface Props {
  readonly line: LineState;
  readonly words: Dictionary;
}

/** `data-state` is the status, or `unsaved` while a request waits for its answer for longer than a moment. */
export function Connection({ line, words }: Props) {
  const state = stateOf(line);
  return (
    <span class={`connection ${state}`} data-testid="connection" data-state={state} role="status">
      {wordFor(line, words)}
    </span>
  );
}

/** Whether a person must know that what they see or do may not be what holds. */
export function isInDoubt(line: LineState): boolean {
  const state = stateOf(line);
  return state === "offline" || state === "unsaved";
}

export function wordFor(line: LineState, { connection }: Dictionary): string {
  const state = stateOf(line);
  if (state === "offline" && line.unsaved > 0) return connection.unsaved;
  return state === "ended" ? connection.offline : connection[state];
}

function stateOf({ status, overdue }: LineState): LineState["status"] | "unsaved" {
  return status === "connected" && overdue ? "unsaved" : status;
}
