/** Items to bring into order: dragged by their handle, or moved by the arrows. */

import { Prose } from "../shared/html";
import { Shape, letterOf } from "../shared/shapes";
import type { Tools } from "./tools";

interface Props {
  readonly order: readonly number[];
  readonly options: readonly string[];
  readonly locked: boolean;
  readonly tools: Tools;
}

export function Ordering({ order, options, locked, tools }: Props) {
  return (
    <fieldset class="ordering" disabled={locked}>
      <legend class="hint">{tools.words.own.question.order}</legend>
      <ol>
        {order.map((option, place) => (
          <li key={option} data-testid={`item-${option}`}>
            <Handle place={place} locked={locked} tools={tools} />
            <Shape of={option} />
            <span class="only-heard">{letterOf(option)}</span>
            <Prose html={options[option] ?? ""} />
            {!locked && <Arrows option={option} place={place} last={order.length - 1} tools={tools} />}
          </li>
        ))}
      </ol>
    </fieldset>
  );
}

interface PlaceProps {
  readonly place: number;
  readonly tools: Tools;
}

function Arrows({ option, place, last, tools: { words, send } }: PlaceProps & { option: number; last: number }) {
  const { question } = words.own;
  const letter = letterOf(option);
  return (
    <span class="arrows">
      <button
        type="button"
        class="button"
        aria-label={question.earlier(letter)}
        data-testid={`up-${option}`}
        disabled={place === 0}
        onClick={() => send({ type: "move", from: place, to: place - 1 })}
      >
        <Arrow up />
      </button>
      <button
        type="button"
        class="button"
        aria-label={question.later(letter)}
        data-testid={`down-${option}`}
        disabled={place === last}
        onClick={() => send({ type: "move", from: place, to: place + 1 })}
      >
        <Arrow up={false} />
      </button>
    </span>
  );
}

function Arrow({ up }: { readonly up: boolean }) {
  return (
    <svg class="drawing" viewBox="0 0 24 24" aria-hidden="true">
      <path d={up ? "M12 20V4M5 11l7-7 7 7" : "M12 4v16M5 13l7 7 7-7"} />
    </svg>
  );
}

/** Follows the finger: whenever it passes the middle of a neighbour, the two change places. */
function Handle({ place, locked, tools: { send } }: PlaceProps & { readonly locked: boolean }) {
  const follow = (event: PointerEvent & { readonly currentTarget: Element }) => {
    if (locked || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const rows = [...(event.currentTarget.closest("ol")?.children ?? [])].map((row) => row.getBoundingClientRect());
    const to = placeAt(event.clientY, place, rows);
    if (to !== place) send({ type: "move", from: place, to });
  };
  return (
    <span
      class="handle"
      aria-hidden="true"
      onPointerDown={(event) => !locked && event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={follow}
    />
  );
}

/** The place that an item dragged from `place` has with the finger at `y`. */
export function placeAt(y: number, place: number, rows: readonly { top: number; bottom: number }[]): number {
  const above = rows.filter((row, index) => index !== place && (row.top + row.bottom) / 2 < y).length;
  return Math.min(above, rows.length - 1);
}
