/** Where threads and things stand in a drawing of who waits for whom, and the arrows between them. */

import type { Link } from "../run/machine";
import { shortName } from "./telling";

export interface Node {
  readonly x: number;
  readonly y: number;
  /** A thread; null for a thing. */
  readonly thread: number | null;
  readonly name: string;
}

/** `wants`: a thread waits; else a thing is held. */
export interface Arrow {
  readonly path: string;
  readonly wants: boolean;
}

export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Node[];
  readonly arrows: readonly Arrow[];
}

const [WIDTH, HEIGHT, ROW] = [360, 132, 46];

/** Threads and things in turn around an ellipse, the first thread at the left. */
export function ring(links: readonly Link[]): Drawn {
  const items = links.flatMap(itemsOf);
  const nodes = items.map((item, index) => {
    const angle = Math.PI + (2 * Math.PI * index) / items.length;
    return { ...item, x: round(WIDTH / 2 + 120 * Math.cos(angle)), y: round(HEIGHT / 2 + 50 * Math.sin(angle)) };
  });
  const arrows = nodes.map((node, index) => arrow(node, nodes[(index + 1) % nodes.length] ?? node, 16));
  return { width: WIDTH, height: HEIGHT, nodes, arrows };
}

/** A row for each thread that nobody waits for, from it to what or whom it all hangs on. */
export function chains(links: readonly Link[]): Drawn {
  const rows = links.filter(({ from }) => !links.some((other) => other.to === from)).map((first) => chainFrom(links, first));
  const drawn = rows.map((row, index) => {
    const nodes = row.map((item, place) => ({ ...item, x: round(((place + 0.5) * WIDTH) / row.length), y: index * ROW + ROW / 2 }));
    return { nodes, arrows: nodes.slice(1).map((node, place) => arrow(nodes[place] ?? node, node, 0)) };
  });
  return {
    width: WIDTH,
    height: Math.max(1, rows.length) * ROW,
    nodes: drawn.flatMap((row) => row.nodes),
    arrows: drawn.flatMap((row) => row.arrows),
  };
}

type Item = Pick<Node, "thread" | "name">;

function chainFrom(links: readonly Link[], first: Link): readonly Item[] {
  const items: Item[] = [];
  for (let link: Link | undefined = first; link; ) {
    items.push(...itemsOf(link));
    const to: number | null = link.to;
    link = links.find(({ from }) => from === to);
    if (!link && to !== null) items.push({ thread: to, name: "" });
  }
  return items;
}

/** A thread, and the thing it waits for; only the thread where it waits for another one's end. */
function itemsOf({ from, waitsFor }: Link): readonly Item[] {
  const thread = { thread: from, name: "" };
  return waitsFor === "" ? [thread] : [thread, { thread: null, name: shortName(waitsFor) }];
}

/** A line, bowed outwards, from the edge of one node to the edge of the next. */
function arrow(from: Node, to: Node, bow: number): Arrow {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const middle = { x: (from.x + to.x) / 2 + (dy / length) * bow, y: (from.y + to.y) / 2 - (dx / length) * bow };
  const [start, end] = [edge(from, middle), edge(to, middle)];
  const path = `M${start.x} ${start.y}Q${round(middle.x)} ${round(middle.y)} ${end.x} ${end.y}`;
  return { path, wants: from.thread !== null };
}

/** Where the line from a node's middle towards a point leaves the node. */
function edge(node: Node, towards: { readonly x: number; readonly y: number }) {
  const [dx, dy] = [towards.x - node.x, towards.y - node.y];
  const length = Math.hypot(dx, dy) || 1;
  const [across, up] = [(widthOf(node.name) / 2 + 4) / Math.abs(dx || 0.01), 17 / Math.abs(dy || 0.01)];
  const reach = node.thread === null ? Math.min(across, up) * length : 22;
  return { x: round(node.x + (dx / length) * reach), y: round(node.y + (dy / length) * reach) };
}

export function widthOf(name: string): number {
  return shortened(name).length * 7.9 + 16;
}

export function shortened(name: string): string {
  return name.length > 20 ? `…${name.slice(-19)}` : name;
}

function round(figure: number): number {
  return Math.round(figure * 10) / 10;
}
