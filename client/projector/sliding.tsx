/** A list whose items slide to their new places when their order changes, and do not when motion is not wanted. */
import { Component, type ComponentChildren, createRef } from "preact";

interface SlidingProps {
  readonly class?: string;
  /** How many rows share the height; the style sheet has it as `--rows`. */
  readonly rows?: number;
  /** Items carry `data-slide` with a name of their own. */
  readonly children: ComponentChildren;
}

type Places = ReadonlyMap<string, DOMRect>;

export class Sliding extends Component<SlidingProps> {
  private readonly list = createRef<HTMLOListElement>();

  override getSnapshotBeforeUpdate(): Places {
    return places(this.list.current);
  }

  override componentDidUpdate(_props: SlidingProps, _state: object, before: Places): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const item of items(this.list.current)) slide(item, before.get(item.dataset["slide"] ?? ""));
  }

  override render({ class: name, rows, children }: SlidingProps) {
    return (
      <ol class={name} ref={this.list} style={rows === undefined ? undefined : { "--rows": String(rows) }}>
        {children}
      </ol>
    );
  }
}

/** Starts from where the item is seen now, so that a second change takes over from the first in mid-way. */
function slide(item: HTMLElement, before: DOMRect | undefined): void {
  for (const old of item.getAnimations()) if (old.id === "slide") old.cancel();
  const after = item.getBoundingClientRect();
  if (!before || (before.left === after.left && before.top === after.top)) return;
  const from = `translate(${before.left - after.left}px, ${before.top - after.top}px)`;
  item.animate([{ transform: from }, { transform: "none" }], {
    id: "slide",
    duration: 400,
    easing: "cubic-bezier(0.2, 0.7, 0.2, 1)",
  });
}

function places(list: HTMLElement | null): Places {
  return new Map(items(list).map((item) => [item.dataset["slide"] ?? "", item.getBoundingClientRect()]));
}

function items(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(":scope > [data-slide]") ?? [])];
}
