import type { Equation, Expression } from "../equations/ast.ts";
import { parseEquations } from "../equations/parse.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { withArticle } from "./article.ts";
import type { ModelSpec } from "./model-spec.ts";

/** The equations of a model, sorted by what they define. */
export interface Definitions {
  readonly derivatives: ReadonlyMap<string, Equation>;
  readonly variables: ReadonlyMap<string, Equation>;
}

export type Right = ReadonlyMap<string, Expression>;

function add(into: Map<string, Equation>, equation: Equation): void {
  const first = into.get(equation.name);
  if (first) throw failure("HS1104", { name: equation.name, line: first.at.line }, equation.at);
  into.set(equation.name, equation);
}

function refuseDeclared(spec: ModelSpec, { name, at }: Equation): void {
  const kind = Object.hasOwn(spec.states, name)
    ? "state"
    : Object.hasOwn(spec.inputs, name)
      ? "input"
      : Object.hasOwn(spec.parameters, name)
        ? "parameter"
        : undefined;
  if (kind) throw failure("HS1108", { name, kind, aKind: withArticle(kind) }, at);
}

/**
 * Reads the equations and checks that every state has its derivative, and that nothing is defined twice.
 * @throws HomeostatError HS1101, HS1102, HS1104, HS1106–HS1108
 */
export function readDefinitions(spec: ModelSpec): Definitions {
  const derivatives = new Map<string, Equation>();
  const variables = new Map<string, Equation>();
  for (const equation of parseEquations(spec.equations)) {
    if (equation.kind === "derivative") {
      refuseUnknownState(spec, equation);
      add(derivatives, equation);
    } else {
      refuseDeclared(spec, equation);
      add(variables, equation);
    }
  }
  for (const name of Object.keys(spec.states)) if (!derivatives.has(name)) throw failure("HS1106", { name });
  return { derivatives, variables };
}

function refuseUnknownState(spec: ModelSpec, { name, at }: Equation): void {
  if (Object.hasOwn(spec.states, name)) return;
  throw failure("HS1107", { name, suggestion: didYouMean(name, Object.keys(spec.states)) }, at);
}
