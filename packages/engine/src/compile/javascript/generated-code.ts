import { binaryOperations, unaryOperations } from "../operations.ts";
import { generatedFunction } from "./generated-function.ts";
import { writtenOutGiven } from "./written-out/written-out.ts";

/** Operations that generated code calls by their names: ours, whose bits are the same in every runtime and backend. */
export const ownOperations = {
  exp: unaryOperations.exp,
  tanh: unaryOperations.tanh,
  pow: binaryOperations.pow,
  mod: binaryOperations.mod,
} as const;

/** What the body returns, which may call our operations and what else it is given. */
export function generatedCode<T>(body: string, given: Readonly<Record<string, unknown>> = {}): T | undefined {
  const names = { ...ownOperations, ...writtenOutGiven, ...given };
  const make = generatedFunction<(...values: readonly unknown[]) => T>(Object.keys(names), body);
  return make?.(...Object.values(names));
}
