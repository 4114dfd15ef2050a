import { failure } from "../errors/registry.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { type Lambda, type Mathematics, type Operator, operators } from "./mathematics.ts";

/** Where mathematics stands, and whose subset of MathML it is: derivatives are CellML's, symbols and functions SBML's. */
export interface MathSource {
  readonly source: string;
  readonly dialect: "SBML" | "CellML";
}

const mathmlNamespace = "http://www.w3.org/1998/Math/MathML";
/** Avogadro's number as SBML L3 defines the csymbol (CODATA 2006, SBML L3V1 section 3.4.6). */
const avogadro = 6.02214179e23;

const constants: Readonly<Record<string, number>> = {
  pi: Math.PI,
  exponentiale: Math.E,
  infinity: Number.POSITIVE_INFINITY,
  notanumber: Number.NaN,
  true: 1,
  false: 0,
};

const rules: Readonly<Record<MathSource["dialect"], string>> = {
  SBML: "Mathematics is the subset of MathML 2.0 that SBML Level 3 Version 2 section 3.4 lists.",
  CellML:
    "Mathematics is the subset of MathML 2.0 that CellML 2.0 section 2.12 lists, with derivatives by time.",
};

/** Reads `<math>`; null where it is empty (allowed since SBML L3V2: the construct then has no effect). */
export function readMath(math: XmlElement, from: MathSource): Mathematics | null {
  const [content] = math.children;
  return content === undefined ? null : readExpression(content, from);
}

/** Reads the `<lambda>` of a function definition; null where there is none. */
export function readLambda(math: XmlElement, from: MathSource): Lambda | null {
  const lambda = unwrap(math).children.find((child) => child.name === "lambda");
  if (lambda === undefined) return null;
  const parameters = lambda.children.filter((child) => child.name === "bvar").map(nameInside);
  const body = lambda.children.find((child) => child.name !== "bvar");
  return body === undefined ? null : { parameters, body: readExpression(body, from) };
}

function unwrap(element: XmlElement): XmlElement {
  const [inner] = element.children;
  return inner?.name === "semantics" ? inner : element;
}

function nameInside(element: XmlElement): string {
  return (element.children[0]?.text ?? element.text).trim();
}

export function readExpression(element: XmlElement, from: MathSource): Mathematics {
  if (element.namespace !== mathmlNamespace) throw refuse(element, "it is not MathML", from);
  const constant = constants[element.name];
  if (constant !== undefined) return { kind: "number", value: constant };
  switch (element.name) {
    case "cn":
      return readConstant(element, from);
    case "ci":
      return { kind: "name", name: element.text.trim() };
    case "csymbol":
      return readSymbol(element, from);
    case "apply":
      return readApply(element, from);
    case "piecewise":
      return readPiecewise(element, from);
    case "semantics":
      return readExpression(first(element, from), from);
    default:
      throw refuse(element, `it is not part of ${from.dialect}'s mathematics`, from);
  }
}

/** CellML says the units of each number. */
function readConstant(element: XmlElement, from: MathSource): Mathematics {
  const value = readNumber(element, from);
  const units = from.dialect === "CellML" ? unitsOf(element) : undefined;
  return units === undefined ? { kind: "number", value } : { kind: "number", value, units };
}

function unitsOf(element: XmlElement): string | undefined {
  for (const [key, value] of element.attributes) if (/(^|\|)units$/.test(key)) return value.trim();
  return undefined;
}

function readNumber(element: XmlElement, from: MathSource): number {
  const type = element.attributes.get("type") ?? "real";
  if (type === "e-notation" || type === "rational") {
    const [mantissa, second] = splitAtSeparator(element, from);
    return type === "rational" ? Number(mantissa) / Number(second) : Number(`${mantissa}e${second}`);
  }
  const text = element.text.trim();
  const value = Number(text.replace(/^\+?inf$/i, "Infinity").replace(/^-inf$/i, "-Infinity"));
  if (text === "" || (Number.isNaN(value) && text !== "NaN"))
    throw refuse(element, `'${text}' is not a number`, from);
  return value;
}

/** `<cn>3 <sep/> 5</cn>`: the text on both sides of the separator. */
function splitAtSeparator(element: XmlElement, from: MathSource): readonly [string, string] {
  const parts = element.text.trim().split(/\s+/);
  const [left, right] = parts;
  if (element.children[0]?.name !== "sep" || left === undefined || right === undefined) {
    throw refuse(element, "two numbers with <sep/> between them are expected", from);
  }
  return [left, right];
}

function readSymbol(element: XmlElement, from: MathSource): Mathematics {
  switch (symbolName(element)) {
    case "time":
      return { kind: "time" };
    case "avogadro":
      return { kind: "number", value: avogadro };
    default:
      throw refuse(
        element,
        `the symbol ${element.attributes.get("definitionURL")} is a function or unknown`,
        from,
      );
  }
}

function symbolName(element: XmlElement): string | undefined {
  return /\/symbols\/(\w+)$/.exec(element.attributes.get("definitionURL") ?? "")?.[1];
}

function readApply(element: XmlElement, from: MathSource): Mathematics {
  const head = first(element, from);
  const rest = element.children.slice(1);
  if (head.name === "ci")
    return {
      kind: "call",
      name: head.text.trim(),
      arguments: rest.map((one) => readExpression(one, from)),
    };
  if (head.name === "csymbol") return readSymbolCall(head, rest, from);
  if (head.name === "diff" && from.dialect === "CellML") return readDerivative(head, rest, from);
  if (!(head.name in operators))
    throw refuse(head, `it is not an operator of ${from.dialect}'s mathematics`, from);
  return readOperator(head, rest, from);
}

function readSymbolCall(head: XmlElement, rest: readonly XmlElement[], from: MathSource): Mathematics {
  const [argument, second] = rest;
  const symbol = symbolName(head);
  if (symbol === "delay" && argument !== undefined && second !== undefined) {
    return { kind: "delay", of: readExpression(argument, from), by: readExpression(second, from) };
  }
  if (symbol === "rateOf" && argument?.name === "ci") return { kind: "rateOf", name: argument.text.trim() };
  throw refuse(head, "only delay(x, time) and rateOf(name) can be applied", from);
}

/** d variable / d bvar, of first order. */
function readDerivative(
  head: XmlElement,
  [bvar, variable]: readonly XmlElement[],
  from: MathSource,
): Mathematics {
  const along = bvar?.children[0];
  const isFirstOrder = bvar?.children.every((one) => one.name === "ci" || one.text.trim() === "1");
  if (bvar?.name !== "bvar" || along?.name !== "ci" || variable?.name !== "ci" || !isFirstOrder)
    throw refuse(head, "only first derivatives of variables by a variable are read", from);
  return { kind: "rateOf", name: variable.text.trim(), along: along.text.trim() };
}

function readOperator(head: XmlElement, rest: readonly XmlElement[], from: MathSource): Mathematics {
  const operator = head.name as Operator;
  const qualifier = rest.find((one) => one.name === "degree" || one.name === "logbase");
  const values = rest.filter((one) => one !== qualifier).map((one) => readExpression(one, from));
  if (!countFits(operators[operator], values.length)) {
    throw refuse(head, `${values.length} arguments were given`, from);
  }
  if (operators[operator] !== "qualified") return { kind: "apply", operator, arguments: values };
  const standing: Mathematics = { kind: "number", value: operator === "root" ? 2 : 10 };
  const by = qualifier === undefined ? standing : readExpression(first(qualifier, from), from);
  return { kind: "apply", operator, arguments: [...values, by] };
}

function countFits(rule: (typeof operators)[Operator], count: number): boolean {
  switch (rule) {
    case "any":
      return true;
    case "some":
      return count >= 1;
    case "one":
    case "qualified":
      return count === 1;
    case "one or two":
      return count === 1 || count === 2;
    case "two":
      return count === 2;
    case "chain":
      return count >= 2;
  }
}

function readPiecewise(element: XmlElement, from: MathSource): Mathematics {
  const pieces = element.children
    .filter((child) => child.name === "piece")
    .map((piece) => {
      const [value, when] = piece.children;
      if (value === undefined || when === undefined)
        throw refuse(piece, "a value and a condition are expected", from);
      return { value: readExpression(value, from), when: readExpression(when, from) };
    });
  const otherwise = element.children.find((child) => child.name === "otherwise");
  return {
    kind: "piecewise",
    pieces,
    otherwise: otherwise === undefined ? null : readExpression(first(otherwise, from), from),
  };
}

function first(element: XmlElement, from: MathSource): XmlElement {
  const [child] = element.children;
  if (child === undefined) throw refuse(element, "it is empty", from);
  return child;
}

function refuse(element: XmlElement, problem: string, from: MathSource) {
  return failure(
    "HS1503",
    {
      element: element.name,
      problem,
      rule: rules[from.dialect],
    },
    { source: from.source, line: element.line, column: element.column },
  );
}
