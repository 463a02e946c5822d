/** How many lines of code a text holds. */
export function codeLines(html: string): number {
  const blocks = html.match(/<pre[\s\S]*?<\/pre>/g) ?? [];
  return blocks.join("").split("\n").length - 1;
}
