/** The blocks on the page: the program above, what is left below it, and under the thumb what moves the chosen one. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Prose } from "../shared/html";
import type { Block } from "../shared/wire";
import {
  added, givenOf, indented, movedRow, readArrangement, removed, rowOfLine, unused, writeArrangement, type Arrangement, type Placed,
} from "./blocks";
import { placeAt } from "./ordering";
import type { Tools } from "./tools";

interface Props {
  readonly blocks: readonly Block[];
  /** The arrangement, as it is kept. */
  readonly source: string;
  readonly line: number | null;
  readonly readOnly: boolean;
  readonly tools: Tools;
  /** What stands under the blocks and stays in sight. */
  readonly children: ComponentChildren;
}

const STEP_PIXELS = 20; // a finger that goes so far to the side has indented by one

export function BlocksHost({ blocks, source, line, readOnly, tools, children }: Props) {
  const { race } = tools.words.own;
  const arrangement = readArrangement(source, blocks);
  const [chosen, choose] = useState<number | null>(null); // the block, wherever it moves
  const place = arrangement.findIndex(({ block }) => block === chosen);
  const change = (to: Arrangement) => !readOnly && to !== arrangement && tools.send({ type: "edit", source: writeArrangement(to) });
  const desk: Desk = { blocks, arrangement, given: givenOf(blocks).length, chosen, choose, change, readOnly, tools };
  const left = unused(arrangement, blocks);
  return (
    <>
      <section class="blocks" data-testid="blocks">
        <p class="hint">{race.blocks.hint}</p>
        <ol class="program" aria-label={race.blocks.program}>
          {arrangement.map((row, index) => (
            <Row key={row.block} row={row} place={index} marked={rowOfLine(arrangement, blocks, line) === index} desk={desk} />
          ))}
        </ol>
        {left.length > 0 && !readOnly && <Pool left={left} after={place} desk={desk} />}
      </section>
      <div class="dock">
        {!readOnly && <Movers place={place} desk={desk} />}
        {children}
      </div>
    </>
  );
}

interface Desk {
  readonly blocks: readonly Block[];
  readonly arrangement: Arrangement;
  /** How many rows stand there from the beginning, and stay. */
  readonly given: number;
  readonly chosen: number | null;
  readonly choose: (block: number | null) => void;
  readonly change: (to: Arrangement) => void;
  readonly readOnly: boolean;
  readonly tools: Tools;
}

interface RowProps {
  readonly row: Placed;
  readonly place: number;
  readonly marked: boolean;
  readonly desk: Desk;
}

/** A row follows the finger up, down and to the side; arrows do the same from the keyboard. */
function Row({ row, place, marked, desk }: RowProps) {
  const { arrangement, given, chosen, choose, change, readOnly, tools } = desk;
  const block = desk.blocks[row.block];
  const button = useRef<HTMLButtonElement>(null);
  const grip = useRef<{ readonly x: number; readonly indent: number } | null>(null);
  useEffect(() => {
    if (chosen === row.block && document.activeElement === document.body) button.current?.focus();
  }, [arrangement]);
  if (!block) return null;
  const fixed = place < given || readOnly;
  const follow = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    if (!grip.current || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const rows = [...(event.currentTarget.closest("ol")?.children ?? [])].map((one) => one.getBoundingClientRect());
    const to = Math.max(given, placeAt(event.clientY, place, rows));
    const wanted = grip.current.indent + Math.round((event.clientX - grip.current.x) / STEP_PIXELS);
    const moved = to === place ? arrangement : movedRow(arrangement, place, to, given);
    const turned = wanted === row.indent ? moved : indented(moved, to, wanted - row.indent);
    change(turned);
  };
  const take = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    if (fixed) return;
    choose(row.block);
    grip.current = { x: event.clientX, indent: row.indent };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const press = (event: KeyboardEvent) => {
    const to = byKey(event.key, place, desk);
    if (fixed || to === null) return;
    event.preventDefault();
    choose(row.block);
    change(to);
  };
  return (
    <li class={`row in-${row.indent} ${marked ? "marked" : ""} ${place < given ? "given" : ""}`} data-testid={`row-${place}`}>
      <button
        type="button"
        ref={button}
        disabled={fixed}
        aria-pressed={chosen === row.block}
        aria-label={tools.words.own.race.blocks.row(place + 1, row.indent, block.code)}
        onClick={() => choose(row.block)}
        onKeyDown={press}
      >
        <Prose tag="code" html={block.code_html} />
      </button>
      {!fixed && (
        <span class="handle" aria-hidden="true" onPointerDown={take} onPointerMove={follow} onPointerUp={() => (grip.current = null)} />
      )}
    </li>
  );
}

/** What a key makes of the program; null if it means nothing here. */
function byKey(key: string, place: number, { arrangement, given }: Desk): Arrangement | null {
  switch (key) {
    case "ArrowUp":
      return movedRow(arrangement, place, place - 1, given);
    case "ArrowDown":
      return movedRow(arrangement, place, place + 1, given);
    case "ArrowLeft":
      return indented(arrangement, place, -1);
    case "ArrowRight":
      return indented(arrangement, place, 1);
    case "Delete":
    case "Backspace":
      return removed(arrangement, place);
    default:
      return null;
  }
}

/** What is not in the program yet; a tap puts it behind the chosen row, or at the end. */
function Pool({ left, after, desk }: { readonly left: readonly number[]; readonly after: number; readonly desk: Desk }) {
  const { blocks, arrangement, choose, change, tools } = desk;
  const place = after >= 0 ? after : arrangement.length - 1;
  return (
    <>
      <h2 class="pool-title">{tools.words.own.race.blocks.left(left.length)}</h2>
      <ul class="pool">
        {left.map((block) => (
          <li key={block}>
            <button
              type="button"
              data-testid={`block-${block}`}
              onClick={() => {
                choose(block);
                change(added(arrangement, block, place, blocks));
              }}
            >
              <Prose tag="code" html={blocks[block]?.code_html ?? ""} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Big keys for one thumb; always there, so that nothing moves when a row is chosen. */
function Movers({ place, desk }: { readonly place: number; readonly desk: Desk }) {
  const { arrangement, given, change, choose, tools } = desk;
  const { blocks } = tools.words.own.race;
  const can = place >= given;
  const keys = [
    { name: "up", label: blocks.up, sign: "↑", can: can && place > given, to: () => movedRow(arrangement, place, place - 1, given) },
    { name: "down", label: blocks.down, sign: "↓", can: can && place < arrangement.length - 1, to: () => movedRow(arrangement, place, place + 1, given) },
    { name: "out", label: blocks.outdent, sign: "⇤", can: can && (arrangement[place]?.indent ?? 0) > 0, to: () => indented(arrangement, place, -1) },
    { name: "in", label: blocks.indent, sign: "⇥", can, to: () => indented(arrangement, place, 1) },
    { name: "away", label: blocks.remove, sign: "×", can, to: () => removed(arrangement, place) },
  ];
  return (
    <div class="movers" role="toolbar" aria-label={blocks.movers}>
      {keys.map(({ name, label, sign, can: able, to }) => (
        <button
          key={name}
          type="button"
          class="key"
          data-testid={`block-${name}`}
          aria-label={label}
          disabled={!able}
          onClick={() => {
            if (name === "away") choose(arrangement[place - 1]?.block ?? null);
            change(to());
          }}
        >
          {sign}
        </button>
      ))}
    </div>
  );
}
