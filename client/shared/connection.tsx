/** How the line to the server is, in one honest word. */

import type { LineState } from "./socket";
import type { Dictionary } from "./words";

interface Props {
  readonly line: LineState;
  readonly words: Dictionary;
}

/** `data-state` is the status, or `unsaved` while a request waits for its answer for longer than a moment. */
export function Connection({ line, words }: Props) {
  const state = line.status === "connected" && line.overdue ? "unsaved" : line.status;
  return (
    <span class={`connection ${state}`} data-testid="connection" data-state={state} role="status">
      {textOf(state, line, words)}
    </span>
  );
}

function textOf(state: LineState["status"] | "unsaved", line: LineState, { connection }: Dictionary): string {
  if (state === "offline" && line.unsaved > 0) return connection.unsaved;
  return state === "ended" ? connection.offline : connection[state];
}
