import { failure } from "../errors/registry.ts";

/** Line and column of a piece of equation text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Token {
  readonly kind: "number" | "name" | "unit" | "sign" | "end of line" | "end";
  readonly text: string;
  readonly at: Position;
}

const blank = /[ \t\r]*(?:(?:\/\/|#)[^\n]*)?/y;
/** A number, a name, a unit or a sign: one group each. One pattern reads a token sooner than one after the other. */
const pattern =
  /((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|('[^'\n]*')|(<=|>=|==|!=|[-+*/^()=<>,])/y;
const kinds = ["number", "name", "unit", "sign"] as const;

const trailing = new Set([..."+-*/^=<>,", "<=", ">=", "==", "!=", "and", "or", "not", "then", "else", "if"]);
/** A line that starts with one of these goes on with the line before. */
const leading = new Set([...")*/^<>,", "<=", ">=", "==", "!=", "and", "or", "then", "else"]);

function readToken(text: string, from: number, at: Position): Token {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  if (found !== null) {
    const kind = kinds[found.indexOf(found[0], 1) - 1]!;
    return { kind, text: found[0], at };
  }
  const unexpected = String.fromCodePoint(text.codePointAt(from) ?? 0);
  throw failure("HS1101", { found: unexpected, expected: "a number, a name or an operator" }, at);
}

/** Where blanks and a comment end. */
function afterBlank(text: string, from: number): number {
  blank.lastIndex = from;
  blank.test(text);
  return blank.lastIndex;
}

/** All tokens of the text, with an `end of line` at each line break. */
function rawTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let from = 0;
  for (;;) {
    from = afterBlank(text, from);
    const at = { line, column: from - lineStart + 1 };
    if (from >= text.length) {
      tokens.push({ kind: "end", text: "the end", at });
      return tokens;
    }
    const token = text[from] === "\n" ? endOfLine(at) : readToken(text, from, at);
    tokens.push(token);
    from += token.kind === "end of line" ? 1 : token.text.length;
    if (token.kind === "end of line") {
      line += 1;
      lineStart = from;
    }
  }
}

function endOfLine(at: Position): Token {
  return { kind: "end of line", text: "the end of the line", at };
}

/**
 * Splits equation text into tokens. A line break inside parentheses, after an operator, or before one that cannot start
 * an equation joins the lines; any other ends the equation.
 * @throws HomeostatError HS1101 for a character that belongs to no token
 */
export function tokenize(text: string): Token[] {
  const result: Token[] = [];
  const raw = rawTokens(text);
  let open = 0;
  raw.forEach((token, index) => {
    if (token.kind === "sign") open += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (token.kind !== "end of line") result.push(token);
    else if (open <= 0 && endsEquation(result.at(-1), raw, index)) result.push(token);
  });
  return result;
}

function endsEquation(before: Token | undefined, raw: readonly Token[], index: number): boolean {
  if (!before || before.kind === "end of line" || trailing.has(before.text)) return false;
  let next = index;
  while (raw[next]?.kind === "end of line") next += 1;
  return !leading.has(raw[next]?.text ?? "");
}
