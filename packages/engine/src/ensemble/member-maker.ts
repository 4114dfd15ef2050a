import { failure } from "../errors/registry.ts";
import type { BoundSchedule } from "../solve/bound-schedule.ts";
import type { Member } from "../solve/integrator.ts";
import { slotNamed } from "../solve/named-values.ts";
import type { Simulation } from "../solve/simulation.ts";
import type { EnsembleOptions, PerMember } from "./ensemble-options.ts";

type Given = Readonly<Record<string, PerMember | undefined>>;

/** A column by the slot that it fills. */
interface BoundColumn {
  readonly kind: string;
  readonly name: string;
  readonly slot: number;
  readonly values: PerMember;
}

/** Makes the members of an ensemble from its columns: names are looked up once, not once a member. */
export class MemberMaker {
  private readonly simulation: Simulation;
  private readonly from: number;
  private readonly parameters: readonly BoundColumn[];
  private readonly inputs: readonly BoundColumn[];
  private readonly starts: readonly BoundColumn[];
  private readonly given: Uint8Array;

  /** @throws HS1301, HS1403 for a name that the model has not, and a column of another length */
  constructor(simulation: Simulation, options: EnsembleOptions) {
    const { kernel } = simulation;
    const { parameters = {}, inputs = {}, starts = {}, members, from = 0 } = options;
    this.simulation = simulation;
    this.from = from;
    this.parameters = bound("parameter", parameters, kernel.parameters, members);
    this.inputs = bound("input", inputs, kernel.inputs, members);
    this.starts = bound("state", starts, kernel.states, members);
    this.given = new Uint8Array(kernel.parameters.length);
    for (const { slot } of this.parameters) this.given[slot] = 1;
  }

  empty(): Member {
    const { states, parameters, inputs } = this.simulation.kernel;
    return {
      y: new Float64Array(states.length),
      p: new Float64Array(parameters.length),
      rest: new Float64Array(inputs.length),
      step: 0,
    };
  }

  /** Puts the member with this index, at its start, into one that is there. @throws HS1302 */
  fill(index: number, schedule: BoundSchedule, member: Member): void {
    const { kernel, integrator } = this.simulation;
    const { y, p, rest = y } = member;
    write(this.parameters, index, p);
    kernel.fillParameters(p, this.given);
    rest.fill(Number.NaN);
    write(this.inputs, index, rest);
    kernel.fillStarts(y, this.from, p, integrator.inputsAt(member, schedule, this.from));
    write(this.starts, index, y);
    member.step = 0;
  }
}

function bound(
  kind: string,
  given: Given,
  names: readonly string[],
  members: number,
): readonly BoundColumn[] {
  return Object.entries(given).flatMap(([name, values]) => {
    if (values === undefined) return [];
    if (typeof values !== "number" && values.length !== members)
      throw failure("HS1403", { name, given: values.length, members });
    return [{ kind, name, slot: slotNamed(kind, name, names), values }];
  });
}

function write(columns: readonly BoundColumn[], index: number, into: Float64Array): void {
  for (const { kind, name, slot, values } of columns) {
    const value = typeof values === "number" ? values : values[index]!;
    if (!Number.isFinite(value)) throw failure("HS1302", { kind, name, value });
    into[slot] = value;
  }
}
