/** Threads are characters: each has one letter, one shape and one colour wherever it appears.
 *  Answer options have the same; the quiz teaches the race's alphabet. */

const LETTERS = "ABCDEFGHIJKL";

/** The letter of a thread or option, counted from 0. */
export function letterOf(index: number): string {
  return LETTERS[index] ?? String(index + 1);
}

/** The class that gives a drawing the colour of a thread. */
export function fillOf(index: number): string {
  return `shape of-${nameOf(index)}`;
}

/** The class that gives text the colour of a thread. */
export function inkOf(index: number): string {
  return `ink-${nameOf(index)}`;
}

/** The shape with its letter.  It is decoration beside text that says the same, unless given a `title`. */
export function Shape({ of, title }: { readonly of: number; readonly title?: string }) {
  const heard = title === undefined ? { "aria-hidden": "true" as const } : { role: "img" as const, "aria-label": title };
  return (
    <svg class={`shape of-${nameOf(of)}`} viewBox="0 0 24 24" {...heard}>
      <ShapeParts of={of} />
    </svg>
  );
}

/** The same as part of a larger drawing, in a square of 24. */
export function ShapeParts({ of }: { readonly of: number }) {
  return (
    <>
      <Outline of={of} />
      <text x="12" y={of === 2 ? 19.5 : 16.4}>
        {letterOf(of)}
      </text>
    </>
  );
}

function Outline({ of }: { readonly of: number }) {
  switch (of) {
    case 0:
      return <circle cx="12" cy="12" r="11" />;
    case 1:
      return <rect x="1.5" y="1.5" width="21" height="21" rx="1.5" />;
    case 2:
      return <path d="M12 .8 23.6 22.6H.4Z" />;
    case 3:
      return <path d="M12 0 24 12 12 24 0 12Z" />;
    default:
      return <rect x="1" y="3.5" width="22" height="17" rx="8.5" />;
  }
}

function nameOf(index: number): string {
  return ["a", "b", "c", "d"][index] ?? "more";
}
