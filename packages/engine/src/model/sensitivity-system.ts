import { ExpressionGraph } from "../equations/expression-graph.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import { sha256 } from "./sha256.ts";
import { carriedJumps } from "./carried-jumps.ts";
import { Direction, type GivenSlots } from "./direction.ts";
import { InputRates } from "./input-rates.ts";
import { type JumpSurface, jumpSurfaces, withInner } from "./jump-surfaces.ts";
import { Modes } from "./modes.ts";
import { type MovingJump, movingJumps, turningNodes, unbrokenAt } from "./moving-jumps.ts";
import type { Slot, System, SystemEvent, SystemInput } from "./system.ts";

/** What runs of a system will give in place of the model's own, by name: it follows from no parameter. */
export interface GivenInRuns {
  readonly parameters?: readonly string[];
  /** States that start at a value of their own. */
  readonly starts?: readonly string[];
  /** Inputs that are set throughout, and change at edges only. */
  readonly inputs?: readonly string[];
  /** Inputs that runs give derivatives too: each has one further input for every parameter, at rest 0. */
  readonly drivenInputs?: readonly string[];
  /** Those of them that do depend on a parameter, where that is known. */
  readonly movedInputs?: readonly string[];
}

/**
 * The system that integrates its own forward sensitivities: after the n states come, for each named parameter, the n
 * derivatives of the states with respect to it, and after the outputs likewise theirs. Any kernel and stepper runs it.
 * Parameters whose defaults follow from a named parameter move with it, unless they are named or `given` themselves. An
 * input whose default follows from one has that default's derivative as a further input, which is 0 wherever a schedule
 * or a member sets the input to something. Events at scheduled times carry the derivatives over exactly, and so do events
 * of its own that the state sets off where a derivative jumps at a moment that moves with a named parameter: they find the
 * moment, and change sensitivities alone. Where there are more than a hundred such surfaces (a long table of stairs) a run
 * that reaches one is refused (HS1315).
 * The equations are those of Hindmarsh et al., ACM TOMS 2005;31:363 (doi 10.1145/1089014.1089020).
 * @throws HomeostatError HS1301 for an unknown parameter or start, HS1219 for triggered events, delays, equations 0 = …
 * and noise
 */
export function sensitivitySystem(
  system: System,
  parameters: readonly string[],
  given: GivenInRuns = {},
): System {
  refuseHybrid(system);
  const chosen = parameters.map((name) => slotOf("parameter", system.parameters, name));
  const slots = slotsOf(system, chosen, given);
  const graph = ExpressionGraph.from(system.graph);
  const inputs: SystemInput[] = [...system.inputs];
  const { parameters: independent, inputs: holding, movedInputs } = slots;
  const jumps = movingJumps({ ...system, graph }, { chosen, independent, holding, movedInputs });
  const surfaces = surfacesOf({ ...system, graph }, holding, jumps);
  const modes = new Modes(graph, surfaces, system.states.length * (chosen.length + 1));
  const derivatives = system.states.map(({ derivative }) => derivative);
  const held = modes.held(derivatives);
  const states = system.states.map((state, i) => ({ ...state, derivative: held[i]! }));
  const grown = { ...system, graph, states, ownInputs: system.inputs, inputs };
  const directions = chosen.map((slot, index) => new Direction(grown, slots, slot, index));
  const carried = carriedJumps(grown, derivatives, modes, directions, new InputRates(grown, holding));
  return {
    hash: sha256(`${system.hash} sensitivities ${parameters.join(" ")} given ${JSON.stringify(given)}`),
    graph,
    inputs,
    ...(surfaces.length === 0 ? unbrokenAt(graph, jumps) : { ties: "in order" }),
    parameters: system.parameters,
    parameterOrder: system.parameterOrder,
    states: [...states, ...directions.flatMap((direction) => direction.states()), ...modes.states()],
    outputs: [...system.outputs, ...directions.flatMap((direction) => direction.outputs())],
    events: [
      ...system.events.map((event) => carriedOver(event, directions)),
      ...carried,
      ...modes.settling(),
    ],
  };
}

const carriedOver = (event: SystemEvent, directions: readonly Direction[]): SystemEvent => ({
  ...event,
  assignments: [...event.assignments, ...directions.flatMap((direction) => direction.assignments(event))],
});

/** Each costs two events, and is looked for within every step. */
const mostSurfaces = 100;

/** None where there are too many. */
function surfacesOf(
  system: System & { readonly graph: ExpressionGraph },
  holding: ReadonlySet<number>,
  jumps: readonly MovingJump[],
): readonly JumpSurface[] {
  const { graph } = system;
  const jumping = new Set(jumps.map(({ turning }) => turning));
  const all = jumping.size === 0 ? [] : jumpSurfaces(graph, turningNodes(system, holding));
  const surfaces = withInner(graph, all, ({ nodes }) => [...nodes].some((node) => jumping.has(node)));
  return surfaces.length > mostSurfaces ? [] : surfaces;
}

/** @throws HS1219 */
export function refuseHybrid({ delays, constraints, events, initialisation, noise }: System): void {
  if (noise) throw failure("HS1219", { what: "noise" });
  if (initialisation) throw failure("HS1219", { what: "equations initially 0 = …" });
  if (delays) throw failure("HS1219", { what: "delays" });
  if (constraints) throw failure("HS1219", { what: "equations 0 = …" });
  const triggered = events.find((event) => event.trigger);
  if (triggered) throw failure("HS1219", { what: `the triggered event '${triggered.name}'` });
}

/** The chosen parameters are independent too. */
function slotsOf(system: System, chosen: readonly number[], given: GivenInRuns): GivenSlots {
  const { parameters = [], starts = [], inputs = [], drivenInputs = [], movedInputs = drivenInputs } = given;
  const setOf = (kind: Kind, names: readonly string[]) =>
    new Set(names.map((name) => slotOf(kind, system[`${kind}s`], name)));
  return {
    parameters: new Set([...chosen, ...setOf("parameter", parameters)]),
    starts: setOf("state", starts),
    inputs: setOf("input", inputs),
    drivenInputs: setOf("input", drivenInputs),
    movedInputs: setOf("input", movedInputs),
  };
}

type Kind = "parameter" | "state" | "input";

function slotOf(kind: Kind, slots: readonly Slot[], name: string): number {
  const names = slots.map((slot) => slot.name);
  if (names.includes(name)) return names.indexOf(name);
  throw failure("HS1301", { kind, name, suggestion: didYouMean(name, names) });
}
