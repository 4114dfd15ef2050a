import { reachable } from "../compile/layout.ts";
import { differentiateAlong } from "../equations/differentiate.ts";
import type { NodeId } from "../equations/graph.ts";
import type { Direction, Growing } from "./direction.ts";
import type { InputRates } from "./input-rates.ts";
import type { Modes } from "./modes.ts";
import type { Assignment, SystemEvent } from "./system.ts";

/**
 * Where derivatives jump as a surface g(t, y, θ) = 0 is passed, at a moment τ(θ), sensitivities jump by (f⁻ − f⁺)·dτ/dθ, with
 * dτ/dθ = −(∂g/∂θ + ∂g/∂y·S) / (∂g/∂t + ∂g/∂y·f⁻) (Rozenvasser 1967, Autom Remote Control 28:1066; Hiskens & Pai 2000,
 * IEEE Trans Circuits Syst I 47:204, doi 10.1109/81.828574). Each passage of a surface is an event that the course sets off:
 * it changes sensitivities and the mode, and leaves the states as they are. `derivatives` are those of the states with no
 * node held in a mode.
 */
export function carriedJumps(
  system: Growing,
  derivatives: readonly NodeId[],
  modes: Modes,
  directions: readonly Direction[],
  rates: InputRates,
): readonly SystemEvent[] {
  return modes.surfaces.flatMap((surface, i) => {
    const level = modes.levelOf(i);
    return surface.passages(level, modes.mode(i)).map(({ condition, next }): SystemEvent => {
      const passage = new Passage(system, level, modes.heldBut(i, next, derivatives), rates);
      const jumps = passage.jumps(directions);
      return {
        name: `mode ${i}`,
        trigger: { ...onCrossing, condition },
        assignments: [...jumps, { state: modes.state(i), value: next }],
        ...(jumps.length === 0 ? {} : { passes: passage.passes() }),
      };
    });
  });
}

/** Two at one moment add up. */
const onCrossing = { onlyWhileTrue: false, atStart: false, latestValues: true, crossingOnly: true } as const;

class Passage {
  private readonly system: Growing;
  private readonly level: NodeId;
  private readonly before: readonly NodeId[];
  private readonly after: readonly NodeId[];
  /** dg/dt as the surface is reached, and as it is left. */
  private readonly speeds: readonly [NodeId, NodeId];

  constructor(system: Growing, level: NodeId, after: readonly NodeId[], rates: InputRates) {
    this.system = system;
    this.level = level;
    this.before = system.states.map(({ derivative }) => derivative);
    this.after = after;
    this.speeds = [this.speedOf(this.before, rates), this.speedOf(this.after, rates)];
  }

  /** Whether the course comes with a speed and is not sent back; else it slides along the surface, or only touches it. */
  passes(): NonNullable<SystemEvent["passes"]> {
    const { graph, states } = this.system;
    const nothing = graph.number(0);
    const comes = graph.binary("ne", this.speeds[0], nothing);
    const goesOn = graph.binary("ge", graph.binary("mul", ...this.speeds), nothing);
    return { node: graph.binary("and", comes, goesOn), state: states[this.jumping[0]!]!.name };
  }

  jumps(directions: readonly Direction[]): readonly Assignment[] {
    const { after, before, jumping } = this;
    const { graph } = this.system;
    return directions.flatMap((direction) => {
      const delay = this.delayAlong(direction);
      if (delay === undefined) return [];
      return jumping.map((of) => {
        const state = direction.firstState + of;
        const jump = graph.binary("mul", graph.binary("sub", before[of]!, after[of]!), delay);
        return { state, value: graph.binary("add", graph.leaf("state", state), jump) };
      });
    });
  }

  private get jumping(): readonly number[] {
    return [...this.before.keys()].filter((i) => this.before[i] !== this.after[i]);
  }

  private speedOf(derivatives: readonly NodeId[], rates: InputRates): NodeId {
    const { graph } = this.system;
    const seeds = new Map([[graph.time(), graph.number(1)]]);
    derivatives.forEach((derivative, slot) => {
      seeds.set(graph.leaf("state", slot), derivative);
    });
    for (const leaf of reachable(graph, [this.level])) {
      const rate = graph.op(leaf) === "input" ? rates.of(graph.slot(leaf)) : undefined;
      if (rate !== undefined) seeds.set(leaf, rate);
    }
    return differentiateAlong(graph, [this.level], seeds)[0] ?? graph.number(0);
  }

  /** dτ/dθ; undefined where it is 0 everywhere. */
  private delayAlong(direction: Direction): NodeId | undefined {
    const { graph } = this.system;
    const by = direction.along([this.level])[0]!;
    if (graph.op(by) === "number" && graph.value(by) === 0) return undefined;
    return graph.unary("neg", graph.binary("div", by, this.speeds[0]));
  }
}
