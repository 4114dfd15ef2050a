import type { Equation, FunctionDefinition, Statement } from "../equations/ast.ts";
import { parseEquations } from "../equations/parse.ts";
import { printEquation } from "../equations/print.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { withArticle } from "./article.ts";
import { checkName } from "./check-names.ts";
import type { ModelSpec } from "./model-spec.ts";

/** The equations of a model, sorted by what they define. */
export interface Definitions {
  readonly derivatives: ReadonlyMap<string, Equation>;
  readonly variables: ReadonlyMap<string, Equation>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
}

function add<S extends Statement>(into: Map<string, S>, statement: S): void {
  const first = into.get(statement.name);
  if (first) throw failure("HS1104", { name: statement.name, line: first.at.line }, statement.at);
  into.set(statement.name, statement);
}

/** Parts that are joined may bring the same function. */
function addFunction(into: Map<string, FunctionDefinition>, definition: FunctionDefinition): void {
  const first = into.get(definition.name);
  if (!first || printEquation(first) !== printEquation(definition)) add(into, definition);
}

function checkTarget(spec: ModelSpec, statement: Statement): void {
  checkName(statement.name, statement.kind, statement.at);
  refuseDeclared(spec, statement);
  if (statement.kind !== "function") return;
  const seen = new Set<string>();
  for (const name of statement.parameters) {
    checkName(name, "argument", statement.at);
    if (seen.has(name)) throw failure("HS1104", { name, line: statement.at.line }, statement.at);
    seen.add(name);
  }
}

function refuseDeclared(spec: ModelSpec, { name, at }: Statement): void {
  const kind = Object.hasOwn(spec.states, name)
    ? "state"
    : Object.hasOwn(spec.inputs, name)
      ? "input"
      : Object.hasOwn(spec.parameters, name)
        ? "parameter"
        : Object.hasOwn(spec.tables ?? {}, name)
          ? "table"
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
  const functions = new Map<string, FunctionDefinition>();
  for (const equation of parseEquations(spec.equations)) {
    if (equation.kind === "derivative") refuseUnknownState(spec, equation);
    else checkTarget(spec, equation);
    if (equation.kind === "function") addFunction(functions, equation);
    else add(equation.kind === "derivative" ? derivatives : variables, equation);
  }
  for (const [name, { at }] of functions) {
    const variable = variables.get(name);
    if (variable) throw failure("HS1104", { name, line: variable.at.line }, at);
  }
  for (const name of Object.keys(spec.states)) if (!derivatives.has(name)) throw failure("HS1106", { name });
  return { derivatives, variables, functions };
}

function refuseUnknownState(spec: ModelSpec, { name, at }: Equation): void {
  if (Object.hasOwn(spec.states, name)) return;
  throw failure("HS1107", { name, suggestion: didYouMean(name, Object.keys(spec.states)) }, at);
}
