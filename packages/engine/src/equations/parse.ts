import { failure } from "../errors/registry.ts";
import type { Expression, Operator, Statement } from "./ast.ts";
import { type Position, type Token, tokenize } from "./token.ts";

/** How tightly each operator binds (Pratt's method); `^` binds to the right, comparisons do not chain. */
const binding: ReadonlyMap<string, number> = new Map([
  ["or", 10],
  ["and", 20],
  ["<", 40],
  ["<=", 40],
  [">", 40],
  [">=", 40],
  ["==", 40],
  ["!=", 40],
  ["+", 50],
  ["-", 50],
  ["*", 60],
  ["/", 60],
  ["^", 80],
]);
const bindingOfNot = 30;
/** Between `*` and `^`, so that `-x^2` is `-(x^2)` and `-a*b` is `(-a)*b`. */
const bindingOfMinus = 70;
const deepestNesting = 250;
/** `a + b + c + …` leans to the left as deep as it is long. */
const longestChain = 1000;
const keywords = new Set(["if", "then", "else", "and", "or", "not", "initially"]);

/**
 * Reads equations, one a line: `der(x) = …`, `name = …`, `f(x, y) = …`, `0 = …` or `initially 0 = …`, in any order.
 * @throws HomeostatError HS1101 (not well formed), HS1102 (nested too deeply), with line and column
 */
export function parseEquations(text: string): Statement[] {
  return new Parser(text).statements();
}

/** Reads one expression. @throws HomeostatError HS1101, HS1102 */
export function parseExpression(text: string): Expression {
  return new Parser(text).soleExpression();
}

class Parser {
  private readonly tokens: readonly Token[];
  private index = 0;
  private depth = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
  }

  statements(): Statement[] {
    const result: Statement[] = [];
    while (!this.atEnd()) {
      result.push(this.statement());
      if (!this.atEnd()) this.expectKind("end of line", "the end of the line");
    }
    return result;
  }

  soleExpression(): Expression {
    const expression = this.expression(0);
    this.expectKind("end", "the end of the expression");
    return expression;
  }

  private statement(): Statement {
    if (this.next.text === "0") return this.constraint();
    if (this.next.text === "initially") return this.initialisation();
    const start = this.expectName("an equation: der(x) = …, name = … or f(x) = …");
    const open = this.next.text === "(";
    const inside = open ? this.namesInParentheses() : [];
    if (open && start.text === "der" && inside.length !== 1) this.refuse("one state within der(…)");
    if (this.next.text === "/") this.refuse("'=' (a derivative is written der(x))");
    this.expect("=");
    const right = this.expression(0);
    const { text: name, at } = start;
    if (!open) return { kind: "variable", name, right, at };
    const [state] = inside;
    if (name === "der" && state) return { kind: "derivative", name: state.text, right, at: state.at };
    return { kind: "function", name, parameters: inside.map((token) => token.text), right, at };
  }

  private constraint(): Statement {
    const { at } = this.take();
    this.expect("=");
    return { kind: "constraint", name: "0", right: this.expression(0), at };
  }

  private initialisation(): Statement {
    const { at } = this.take();
    this.expect("0");
    this.expect("=");
    return { kind: "initialisation", name: "initially 0", right: this.expression(0), at };
  }

  private namesInParentheses(): Token[] {
    const names: Token[] = [];
    this.expect("(");
    while (this.next.text !== ")") {
      if (names.length > 0) this.expect(",");
      names.push(this.expectName("a name"));
    }
    this.expect(")");
    return names;
  }

  private expression(minimum: number): Expression {
    this.depth += 1;
    if (this.depth > deepestNesting) throw failure("HS1102", { limit: deepestNesting }, this.next.at);
    let left = this.prefix();
    for (let length = 1; this.bindingOfNext() > minimum; length++) {
      if (length > longestChain) throw failure("HS1102", { limit: longestChain }, this.next.at);
      left = this.infix(left, this.bindingOfNext());
    }
    this.depth -= 1;
    return left;
  }

  private bindingOfNext(): number {
    return this.next.kind === "sign" || this.next.kind === "name" ? (binding.get(this.next.text) ?? 0) : 0;
  }

  private infix(left: Expression, power: number): Expression {
    const token = this.take();
    const right = this.expression(token.text === "^" ? bindingOfMinus - 1 : power);
    if (power === 40 && this.bindingOfNext() === 40) this.refuse("'and' between two comparisons");
    return { kind: "binary", operator: token.text as Operator, left, right, at: token.at };
  }

  private prefix(): Expression {
    const token = this.take();
    const at = token.at;
    if (token.kind === "number") return this.number(token);
    if (token.text === "(") return this.closed();
    if (token.text === "-") return { kind: "negate", of: this.expression(bindingOfMinus), at };
    if (token.text === "not") return { kind: "not", of: this.expression(bindingOfNot), at };
    if (token.text === "if") return this.conditional(at);
    if (token.kind !== "name" || keywords.has(token.text)) this.refuse("a value", token);
    return this.next.text === "(" ? this.call(token) : { kind: "name", name: token.text, at };
  }

  private closed(): Expression {
    const inner = this.expression(0);
    this.expect(")");
    return inner;
  }

  private number(token: Token): Expression {
    const value = Number(token.text);
    if (!Number.isFinite(value)) this.refuse("a number below 1.8e308", token);
    if (this.next.kind !== "unit") return { kind: "number", value, at: token.at };
    return { kind: "number", value, unit: this.take().text.slice(1, -1), at: token.at };
  }

  private conditional(at: Position): Expression {
    const condition = this.expression(0);
    this.expect("then");
    const whenTrue = this.expression(0);
    this.expect("else");
    return { kind: "if", condition, whenTrue, whenFalse: this.expression(0), at };
  }

  private call(name: Token): Expression {
    this.expect("(");
    if (name.text === "convert") return this.convert(name.at);
    const args: Expression[] = [];
    while (this.next.text !== ")") {
      if (args.length > 0) this.expect(",");
      args.push(this.expression(0));
    }
    this.expect(")");
    return { kind: "call", name: name.text, args, at: name.at };
  }

  private convert(at: Position): Expression {
    const of = this.expression(0);
    this.expect(",");
    const unit = this.expectKind("unit", "a unit in single quotes, such as 'mg/dL'").text.slice(1, -1);
    this.expect(")");
    return { kind: "convert", of, unit, at };
  }

  private atEnd(): boolean {
    return this.next.kind === "end";
  }

  private get next(): Token {
    return this.tokens[this.index]!;
  }

  private take(): Token {
    const token = this.next;
    if (token.kind !== "end") this.index += 1;
    return token;
  }

  private expect(text: string): void {
    if (this.next.text !== text || this.next.kind === "unit") this.refuse(`'${text}'`);
    this.index += 1;
  }

  private expectName(expected: string): Token {
    if (keywords.has(this.next.text)) this.refuse(expected);
    return this.expectKind("name", expected);
  }

  private expectKind(kind: Token["kind"], expected: string): Token {
    if (this.next.kind !== kind) this.refuse(expected);
    return this.take();
  }

  private refuse(expected: string, token = this.next): never {
    throw failure("HS1101", { found: token.text, expected }, token.at);
  }
}
