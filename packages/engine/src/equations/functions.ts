import type { BinaryOp, UnaryOp } from "./graph.ts";

/**
 * A function of the language. `takes`: "number" = pure numbers, giving one; "quantity" = any unit, kept; "sign" = any
 * unit, giving a pure number; "root" = any unit, giving its root.
 */
export interface UnaryFunction {
  readonly op: UnaryOp;
  readonly takes: "number" | "quantity" | "sign" | "root";
}

const pure = "log10 log2 exp floor ceil sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh".split(
  " ",
);

/** `log` and `ln` are both the natural logarithm. */
export const unaryFunctions: ReadonlyMap<string, UnaryFunction> = new Map<string, UnaryFunction>([
  ...pure.map((name): [string, UnaryFunction] => [name, { op: name as UnaryOp, takes: "number" }]),
  ["ln", { op: "log", takes: "number" }],
  ["log", { op: "log", takes: "number" }],
  ["abs", { op: "abs", takes: "quantity" }],
  ["sign", { op: "sign", takes: "sign" }],
  ["sqrt", { op: "sqrt", takes: "root" }],
]);

/** Functions whose arguments share one unit; `gives` says whether the result keeps it. `many` take two or more. */
export interface SharedFunction {
  readonly op: BinaryOp;
  readonly gives: "unit" | "number";
  readonly many: boolean;
}

export const sharedFunctions: ReadonlyMap<string, SharedFunction> = new Map<string, SharedFunction>([
  ["min", { op: "min", gives: "unit", many: true }],
  ["max", { op: "max", gives: "unit", many: true }],
  ["mod", { op: "mod", gives: "unit", many: false }],
  ["atan2", { op: "atan2", gives: "number", many: false }],
]);

/** All that the language itself can call. */
export const functionNames: readonly string[] = [
  ...unaryFunctions.keys(),
  ...sharedFunctions.keys(),
  "pow",
  "convert",
  "delay",
];

/** Names with a meaning of their own in equation text: they cannot name anything else. */
export const reservedWords: ReadonlySet<string> = new Set([
  ..."der time pi if then else and or not initially".split(" "),
  ...functionNames,
]);
