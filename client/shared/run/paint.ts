/** Python in colours, line by line: enough for a line of code, with nothing to load. */

export interface Painted {
  readonly text: string;
  /** A class as in the lesson's own code (`k` keyword, `s` string, `m` number, `c` comment), or none. */
  readonly kind: "k" | "s" | "m" | "c" | "";
}

const KEYWORDS =
  "and|as|assert|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|None|True|False";
const TOKEN = new RegExp(
  String.raw`(?<c>#.*)|(?<s>[rbfRBF]{0,2}(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?))|\b(?<k>${KEYWORDS})\b|\b(?<m>\d[\w.]*)|[A-Za-z_]\w*|\s+|.`,
  "g",
);

export function painted(line: string): readonly Painted[] {
  const parts: Painted[] = [];
  for (const { 0: text, groups } of line.matchAll(TOKEN)) {
    const kind = groups?.["c"] ? "c" : groups?.["s"] ? "s" : groups?.["k"] ? "k" : groups?.["m"] ? "m" : "";
    const last = parts.at(-1);
    if (kind === "" && last?.kind === "") parts[parts.length - 1] = { text: last.text + text, kind };
    else parts.push({ text, kind });
  }
  return parts;
}

/** The lines without the indentation that all of them share. */
export function dedented(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, 40);
  return lines.map((line) => line.slice(common));
}
