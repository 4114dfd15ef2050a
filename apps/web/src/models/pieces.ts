export interface Piece {
  readonly kind: "plain" | "unit" | "name" | "keyword" | "comment";
  readonly text: string;
}

const keywords = new Set([
  "der",
  "if",
  "then",
  "else",
  "and",
  "or",
  "not",
  "min",
  "max",
  "exp",
  "log",
  "sqrt",
  "convert",
]);

const pattern = /('[^'\n]*')|(#[^\n]*|\/\/[^\n]*)|([A-Za-z_][A-Za-z0-9_]*)|([^'#A-Za-z_/]+|\/)/g;

const asPiece = ([text, unit, comment, name]: RegExpMatchArray): Piece => {
  if (unit !== undefined) return { kind: "unit", text };
  if (comment !== undefined) return { kind: "comment", text };
  if (name !== undefined) return { kind: keywords.has(name) ? "keyword" : "name", text };
  return { kind: "plain", text };
};

/** Equation text without its common indent, cut into what is shown differently. */
export const pieces = (text: string): readonly Piece[] => [...undented(text).matchAll(pattern)].map(asPiece);

const undented = (text: string): string => {
  const lines = text
    .replaceAll("\t", "  ")
    .split("\n")
    .map((line) => line.trimEnd());
  const indents = lines.filter(Boolean).map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents.filter((indent) => indent > 0));
  return lines
    .map((line) => (line.startsWith(" ") ? line.slice(common) : line))
    .join("\n")
    .trim();
};
