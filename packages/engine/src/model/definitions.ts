import type {
  Constraint,
  Equation,
  FunctionDefinition,
  Initialisation,
  Statement,
} from "../equations/ast.ts";
import { parseEquations } from "../equations/parse.ts";
import { printEquation } from "../equations/print.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { withArticle } from "./article.ts";
import { checkName } from "./check-names.ts";
import type { ModelSpec } from "./model-spec.ts";

/** The equations of a model, sorted by what they define. */
export interface Definitions {
  /** All of them, in the order of the text. */
  readonly statements: readonly Statement[];
  readonly derivatives: ReadonlyMap<string, Equation>;
  /** The states that have a derivative: an equation of their own, or reactions. */
  readonly moving: ReadonlySet<string>;
  readonly variables: ReadonlyMap<string, Equation>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** As many as there are states without a derivative. */
  readonly constraints: readonly Constraint[];
  /** As many as there are open starts. */
  readonly initialisations: readonly Initialisation[];
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
 * Reads the equations and checks that every state is determined, and that nothing is defined twice.
 * @throws HomeostatError HS1101, HS1102, HS1104, HS1106–HS1108, HS1119, HS1120, HS1201
 */
export function readDefinitions(spec: ModelSpec): Definitions {
  const derivatives = new Map<string, Equation>();
  const variables = new Map<string, Equation>();
  const functions = new Map<string, FunctionDefinition>();
  const constraints: Constraint[] = [];
  const initialisations: Initialisation[] = [];
  const statements = parseEquations(spec.equations);
  for (const statement of statements) {
    if (statement.kind === "constraint") constraints.push(statement);
    else if (statement.kind === "initialisation") initialisations.push(statement);
    else if (statement.kind === "derivative") addDerivative(derivatives, spec, statement);
    else {
      checkTarget(spec, statement);
      if (statement.kind === "function") addFunction(functions, statement);
      else add(variables, statement);
    }
  }
  refuseTwoMeanings(functions, variables);
  const moving = new Set([...derivatives.keys(), ...changedByReactions(spec, derivatives)]);
  checkDetermined(spec, moving, constraints);
  checkOpenStarts(spec, moving, initialisations);
  return { statements, derivatives, moving, variables, functions, constraints, initialisations };
}

function refuseTwoMeanings(
  functions: ReadonlyMap<string, FunctionDefinition>,
  variables: ReadonlyMap<string, Equation>,
): void {
  for (const [name, { at }] of functions) {
    const variable = variables.get(name);
    if (variable) throw failure("HS1104", { name, line: variable.at.line }, at);
  }
}

/** The states that reactions change; none has an equation besides. @throws HS1221 */
function changedByReactions(spec: ModelSpec, derivatives: ReadonlyMap<string, Equation>): readonly string[] {
  return Object.entries(spec.reactions ?? {}).flatMap(([name, { changes }]) =>
    Object.keys(changes).map((state) => {
      const path = `reactions.${name}`;
      if (!Object.hasOwn(spec.states, state)) {
        const cure = didYouMean(state, Object.keys(spec.states));
        throw failure("HS1221", { name, state, problem: "there is no such state", cure }, { path });
      }
      if (derivatives.has(state)) {
        const cure = `Write what der(${state}) says as reactions, or leave '${state}' out of them.`;
        throw failure("HS1221", { name, state, problem: `it has an equation der(${state})`, cure }, { path });
      }
      return state;
    }),
  );
}

/** Each state has its derivative, or there is a constraint for it. */
function checkDetermined(
  spec: ModelSpec,
  moving: ReadonlySet<string>,
  constraints: readonly Constraint[],
): void {
  const free = Object.keys(spec.states).filter((name) => !moving.has(name));
  const [name] = free;
  if (constraints.length === 0 && name !== undefined) throw failure("HS1106", { name });
  if (constraints.length === free.length) return;
  const details = {
    constraints: constraints.length,
    unknowns: free.length,
    names: free.join(", ") || "none",
  };
  throw failure("HS1119", details, constraints[0]!.at);
}

/** Each open start has its equation; the guess of a state without a derivative goes with the equation `0 = …` for it. */
function checkOpenStarts(
  spec: ModelSpec,
  moving: ReadonlySet<string>,
  initialisations: readonly Initialisation[],
): void {
  const open = Object.entries(spec.states).flatMap(([name, { start }]) =>
    typeof start === "object" && moving.has(name) ? [name] : [],
  );
  if (open.length === initialisations.length) return;
  const details = {
    equations: initialisations.length,
    open: open.length,
    names: open.join(", ") || "none",
  };
  throw failure("HS1120", details, initialisations[0]?.at ?? {});
}

function addDerivative(into: Map<string, Equation>, spec: ModelSpec, equation: Equation): void {
  refuseUnknownState(spec, equation);
  add(into, equation);
}

function refuseUnknownState(spec: ModelSpec, { name, at }: Equation): void {
  if (Object.hasOwn(spec.states, name)) return;
  throw failure("HS1107", { name, suggestion: didYouMean(name, Object.keys(spec.states)) }, at);
}
