/** HTML that the server made from the lesson's Markdown, and pictures that it drew. */

import { h, type JSX } from "preact";
import { trustedHtml } from "./trusted";

interface ProseProps {
  readonly html: string;
  readonly tag?: keyof JSX.IntrinsicElements;
  readonly class?: string;
  readonly id?: string;
}

/** An author's text. */
export function Prose({ html, tag = "div", class: extra = "", id }: ProseProps) {
  const props = { class: `prose ${extra}`.trim(), dangerouslySetInnerHTML: { __html: trustedHtml(html) } };
  return h(tag as string, id === undefined ? props : { ...props, id });
}

/** An SVG drawing as the address of an image: it can show, but run nothing. */
export function imageOf(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
