/** What the console's parts are given. */
import type { Desk } from "../shared/wire";
import type { Console, Intent } from "./model";
import type { ConsoleWords } from "./words";

export interface ViewProps {
  readonly model: Console;
  readonly words: ConsoleWords;
  readonly send: (intent: Intent) => void;
}

/** In front of one room. */
export interface DeskProps extends ViewProps {
  readonly desk: Desk;
}
