/** Who waits for whom: a ring of threads and of the things that they hold and want, or chains that end in silence. */

import { circleIn } from "../run/moments";
import type { Link } from "../run/machine";
import type { Dictionary } from "../words";
import { chains, type Drawn, type Node, ring, shortened, widthOf } from "./knot-places";
import { fillOf, ShapeParts } from "../shapes";
import { linksIn } from "./telling";

export function Knot({ links, words }: { readonly links: readonly Link[]; readonly words: Dictionary }) {
  if (links.length === 0) return null;
  const drawn = circleIn(links).length > 0 ? ring(links) : chains(links);
  return (
    <figure class="knot">
      <Drawing drawn={drawn} />
      <figcaption>
        {linksIn(words, links).map((sentence) => (
          <span key={sentence}>{sentence} </span>
        ))}
      </figcaption>
    </figure>
  );
}

function Drawing({ drawn: { width, height, nodes, arrows } }: { readonly drawn: Drawn }) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <defs>
        <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
          <path d="M0 0 8 4 0 8z" />
        </marker>
      </defs>
      {arrows.map(({ path, wants }) => (
        <path key={path} class={wants ? "wants" : "holds"} d={path} marker-end="url(#arrow)" />
      ))}
      {nodes.map((node, index) => (
        <NodeDrawing key={index} node={node} />
      ))}
    </svg>
  );
}

function NodeDrawing({ node: { x, y, thread, name } }: { readonly node: Node }) {
  if (thread !== null) {
    return (
      <g class={fillOf(thread)} transform={`translate(${x - 18} ${y - 18}) scale(1.5)`}>
        <ShapeParts of={thread} />
      </g>
    );
  }
  const width = widthOf(name);
  return (
    <g class="want">
      <rect x={x - width / 2} y={y - 13} width={width} height="26" rx="3" />
      <text x={x} y={y + 4.5}>
        {shortened(name)}
      </text>
    </g>
  );
}
