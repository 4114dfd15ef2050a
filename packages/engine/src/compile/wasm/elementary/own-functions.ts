import type { FunctionCode } from "../function-code.ts";
import type { ModuleWriter } from "../module-bytes.ts";
import { exponential } from "./exponential.ts";
import { hyperbolicTangent } from "./hyperbolic-tangent.ts";
import { logarithm } from "./logarithm.ts";
import { power, powerAtEdges } from "./power.ts";

/** Functions of vectors that are called: each adds itself to a module, which grows only by what is used. */
export const calledFunctions: Readonly<Record<string, (writer: ModuleWriter) => number>> = {
  exp: (writer) => writer.add(exponential()),
  log: (writer) => writer.add(logarithm()),
  pow: (writer) => writer.add(power(writer.add(powerAtEdges()))),
};

/** Functions of vectors whose code stands where they are used: they turn what is on the stack. */
export const inlinedFunctions: Readonly<Record<string, (code: FunctionCode) => void>> = {
  tanh: hyperbolicTangent,
};
