import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import { equationUnit, type Kind } from "../equations/kind.ts";
import type { Past, Scope } from "../equations/scope.ts";
import { UserFunctions } from "../equations/user-functions.ts";
import { inPlace } from "../errors/in-place.ts";
import { divideUnits } from "../units/unit.ts";
import { checkDoses } from "./check-doses.ts";
import { checkNames } from "./check-names.ts";
import { checkRanges } from "./check-ranges.ts";
import { readDefinitions } from "./definitions.ts";
import { Delays } from "./delays.ts";
import { lowerConstraints } from "./lower-constraints.ts";
import { lowerEvents } from "./lower-events.ts";
import { lowerInitialisation } from "./lower-initialisation.ts";
import { lowerNoise } from "./lower-noise.ts";
import { lowerOutputs } from "./lower-outputs.ts";
import { derivativeByReactions, lowerReactions, type Reactive } from "./lower-reactions.ts";
import { tableFunctions } from "./lower-tables.ts";
import { lowerInputDefaults, lowerParameters, lowerStarts } from "./lower-values.ts";
import {
  declaredUnits,
  type Lowering,
  leavesOf,
  scopeOf,
  timeLeaf,
  variableDefinitions,
} from "./lowering.ts";
import { hashOfParsed } from "./model-hash.ts";
import type { ModelSpec } from "./model-spec.ts";
import { lowerInto, resolveDefinitions } from "./resolve.ts";
import type { System } from "./system.ts";

const cache = new WeakMap<ModelSpec, System>();

/**
 * Lowers a model to its graph, after checking names, units and structure.
 * A frozen model (as `model` gives it) is lowered once.
 * @throws HomeostatError HS10xx (units), HS11xx (equations), HS12xx (structure), with the place in the model
 */
export function lower(spec: ModelSpec): System {
  const known = cache.get(spec);
  if (known) return known;
  const system = inPlace({ source: spec.id }, () => lowerChecked(spec));
  if (Object.isFrozen(spec)) cache.set(spec, system);
  return system;
}

/** The kind of every name that the equations of a model can read: declared, or inferred for variables. */
export function kindsOf(spec: ModelSpec): ReadonlyMap<string, Kind> {
  return inPlace({ source: spec.id }, () => {
    const lowering = startLowering(spec);
    const { names } = inPlace({ path: "equations" }, () => runningScope(lowering, delaysOf(lowering)));
    return new Map([...names].map(([name, { kind }]) => [name, kind]));
  });
}

function startLowering(spec: ModelSpec): Lowering {
  checkNames(spec);
  const definitions = inPlace({ path: "equations" }, () => readDefinitions(spec));
  const time = equationUnit(spec.time, { path: "time" });
  const graph = new ExpressionGraph();
  const tables = tableFunctions(spec, graph);
  const functions = new UserFunctions(definitions.functions.values(), tables, graph).all;
  return { spec, graph, time, units: declaredUnits(spec), definitions, functions };
}

function lowerChecked(spec: ModelSpec): System {
  const lowering = startLowering(spec);
  const delays = delaysOf(lowering);
  const scope = inPlace({ path: "equations" }, () => runningScope(lowering, delays));
  checkDoses(lowering);
  const reactive = lowerReactions(lowering, scope);
  const parts = {
    ...reactive,
    states: lowerStates(lowering, scope, reactive),
    ...lowerParameters(lowering),
    outputs: lowerOutputs(lowering, scope),
    events: lowerEvents(lowering, scope),
    ...lowerNoise(lowering, scope),
  };
  const constrained = lowerConstraints(lowering, scope);
  const initialised = lowerInitialisation(
    lowering,
    parts.states.map((state) => state.start),
  );
  const inputs = [...lowerInputDefaults(lowering), ...delays.inputs()];
  const past = delays.all.length > 0 ? { delays: delays.all } : {};
  const hash = hashOfParsed(spec, lowering.definitions.statements);
  const system: System = {
    hash,
    graph: lowering.graph,
    ties: "in order",
    inputs,
    ...parts,
    ...constrained,
    ...initialised,
    ...past,
  };
  checkRanges(spec, system);
  return system;
}

/** Delays take the slots after the inputs. */
function delaysOf({ spec, time, graph }: Lowering): Delays {
  return new Delays(time, graph, Object.keys(spec.inputs).length);
}

/** All that an equation can read while the model runs. */
function runningScope(lowering: Lowering, past: Past): Scope {
  const leaves = (["states", "inputs", "parameters"] as const).flatMap((group) => leavesOf(lowering, group));
  const variables = variableDefinitions(lowering);
  const scope = { ...scopeOf(lowering, [timeLeaf(lowering), ...leaves], ""), past };
  return { ...scope, names: resolveDefinitions(variables.keys(), variables, scope, "HS1105") };
}

function lowerStates(lowering: Lowering, scope: Scope, reactive: Reactive): System["states"] {
  const starts = lowerStarts(lowering);
  return Object.entries(lowering.spec.states).map(([name, { unit }], slot) => ({
    name,
    unit,
    start: starts[slot]!,
    derivative: lowerDerivative(lowering, name, scope) ?? derivativeByReactions(lowering, slot, reactive),
  }));
}

function lowerDerivative(lowering: Lowering, name: string, scope: Scope): NodeId | undefined {
  const equation = lowering.definitions.derivatives.get(name);
  if (!equation) return undefined;
  const unit = divideUnits(lowering.units.get(name)!, lowering.time);
  return inPlace(
    { path: "equations", ...equation.at },
    () => lowerInto(`der(${name})`, equation.right, unit, scope, lowering.spec.time).node,
  );
}
