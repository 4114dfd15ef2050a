import type { System } from "@homeostat/engine";
import type { SbmlModel } from "../sbml-model.ts";
import { lowerConstraints, lowerRebase, unknownSlots } from "./constraints.ts";
import { lowerEvents } from "./events.ts";
import { Lowering } from "./lowering.ts";
import { ModelIndex } from "./model-index.ts";
import { prepare } from "./prepare.ts";
import { derivativeOf } from "./rates.ts";
import { makeScopes } from "./scopes.ts";
import { stateStart } from "./starts.ts";
import { type Readable, readValue } from "./values.ts";

/**
 * Lowers a flat SBML model to a system whose outputs are the given readables. Species are held as amounts; the
 * model starts at time 0. Throws HS15xx with the line where it can be told.
 */
export function lowerSbml(model: SbmlModel, source: string, outputs: readonly Readable[]): System {
  return lowered(model, source, outputs).system;
}

/** The system, with what is needed to lower more of the model into its graph. */
export function lowered(model: SbmlModel, source: string, outputs: readonly Readable[]) {
  const lowering = new Lowering(new ModelIndex(model, source), makeScopes);
  prepare(lowering);
  return { lowering, system: systemOf(lowering, outputs) };
}

function systemOf(lowering: Lowering, outputs: readonly Readable[]): System {
  const states = lowerStates(lowering);
  const read = outputs.map((one) => ({ name: one.name, unit: "", value: readValue(lowering, one) }));
  const events = lowerEvents(lowering);
  const constraints = lowerConstraints(lowering);
  const { delays, graph, index } = lowering;
  const inputs = delays.map((_, i) => ({ name: `delay ${i + 1}`, unit: "", default: graph.number(0) }));
  const constrained = { constraints, unknowns: unknownSlots(lowering), relaxing: index.fast.length };
  return {
    hash: uniqueHash(),
    graph,
    states,
    outputs: read,
    inputs,
    parameters: [],
    parameterOrder: [],
    events,
    rebase: lowerRebase(lowering),
    ...(delays.length === 0 ? {} : { delays }),
    ...(constraints.length === 0 ? {} : constrained),
  };
}

function lowerStates(lowering: Lowering): System["states"] {
  return [...lowering.index.slots.keys()].map((name) => ({
    name,
    unit: "",
    start: stateStart(lowering, name),
    derivative: derivativeOf(lowering, name),
  }));
}

let made = 0;
/** Imported systems are not published models: each is its own. */
function uniqueHash(): string {
  made += 1;
  return `sbml:${made}`;
}
