import type { NodeId } from "../equations/graph.ts";
import type { Growing } from "./direction.ts";

/** How fast inputs change between edges, each as an input of its own that is made when it is first asked for. */
export class InputRates {
  private readonly system: Growing;
  private readonly holding: ReadonlySet<number>;
  private readonly made = new Map<number, NodeId>();

  /** Inputs in `holding` change at edges only. */
  constructor(system: Growing, holding: ReadonlySet<number>) {
    this.system = system;
    this.holding = holding;
  }

  /** Undefined where it is 0. */
  of(input: number): NodeId | undefined {
    const { graph, inputs } = this.system;
    if (this.holding.has(input)) return undefined;
    const known = this.made.get(input);
    if (known !== undefined) return known;
    const rate = graph.leaf("input", inputs.length);
    const { name, unit } = inputs[input]!;
    inputs.push({ name: `rate of change of ${name}`, unit, default: graph.number(0), rateOf: input });
    this.made.set(input, rate);
    return rate;
  }
}
