import { reachable } from "../compile/layout.ts";
import type { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import { substitute } from "../equations/substitute.ts";
import type { JumpSurface } from "./jump-surfaces.ts";
import type { System, SystemEvent } from "./system.ts";

/**
 * Surfaces with their modes as states that stand: between two passages every node keeps its value, and the equations are
 * smooth over each step that reaches a surface. Modes come after all other states.
 */
export class Modes {
  readonly surfaces: readonly JumpSurface[];
  private readonly graph: ExpressionGraph;
  private readonly firstState: number;
  private readonly surfaceOf: ReadonlyMap<NodeId, number>;

  constructor(graph: ExpressionGraph, surfaces: readonly JumpSurface[], firstState: number) {
    this.graph = graph;
    this.surfaces = surfaces;
    this.firstState = firstState;
    this.surfaceOf = new Map(
      surfaces.flatMap(({ nodes }, i) => [...nodes].map((node) => [node, i] as const)),
    );
  }

  state(surface: number): number {
    return this.firstState + surface;
  }

  mode(surface: number): NodeId {
    return this.graph.leaf("state", this.state(surface));
  }

  /** With every node of a surface as its mode has it. */
  held(roots: readonly NodeId[]): readonly NodeId[] {
    return this.replaced(roots, (surface) => this.mode(surface));
  }

  /** With one surface in another mode, and those whose levels read it as they then are; all others held. */
  heldBut(but: number, mode: NodeId, roots: readonly NodeId[]): readonly NodeId[] {
    const { graph, surfaceOf, surfaces } = this;
    const reads = surfaces.map(({ level }) =>
      reachable(graph, [level]).some((node) => surfaceOf.get(node) === but),
    );
    return this.replaced(roots, (surface) => {
      if (surface === but) return mode;
      return reads[surface] ? undefined : this.mode(surface);
    });
  }

  levelOf(surface: number): NodeId {
    return this.held([this.surfaces[surface]!.level])[0]!;
  }

  states(): System["states"] {
    const nothing = this.graph.number(0);
    return this.surfaces.map((_, i) => ({
      name: `mode ${i}`,
      unit: "1",
      start: nothing,
      derivative: nothing,
    }));
  }

  /** Where something else than a passage has taken the course over a surface: a start, a dose, an event, another mode. */
  settling(): readonly SystemEvent[] {
    const { graph } = this;
    return this.surfaces.map((surface, i) => {
      const asked = surface.modeAt(this.levelOf(i));
      const condition = graph.binary("ne", asked, this.mode(i));
      const trigger = { condition, onlyWhileTrue: true, atStart: true, latestValues: true };
      return { name: `mode ${i}`, trigger, assignments: [{ state: this.state(i), value: asked }] };
    });
  }

  private replaced(
    roots: readonly NodeId[],
    modeOf: (surface: number) => NodeId | undefined,
  ): readonly NodeId[] {
    return substitute(this.graph, roots, (node) => {
      const surface = this.surfaceOf.get(node);
      const mode = surface === undefined ? undefined : modeOf(surface);
      if (surface === undefined || mode === undefined) return undefined;
      return this.replaced([this.surfaces[surface]!.valueIn(node, mode)], modeOf)[0];
    });
  }
}
