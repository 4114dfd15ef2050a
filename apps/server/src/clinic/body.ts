import {
  compileKernel,
  type Integrator,
  integrator,
  type Kernel,
  lower,
  type Member,
  type ModelSpec,
  type ScheduleItem,
} from "@homeostat/engine";
import type { Draw } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";

/** What reaches a body in one step. */
export interface Reaches {
  /** g that will be eaten, at 5 g/min, and whether a meal begins with it. */
  readonly carbs: number;
  readonly mealBegins: boolean;
  /** U/h and U; both 0 for those who take none. */
  readonly basal: number;
  readonly bolus: number;
  /** Exercise above rest, % of VO2max. */
  readonly intensity: number;
  /** Factor on the body's response to insulin. */
  readonly sensitivity: number;
  /** Glucose released against a low, mg/kg/min. */
  readonly released: number;
}

/** The states of a body, as plain numbers. */
export interface BodyState {
  readonly y: readonly number[];
  readonly solverStep: number;
}

export interface Glucose {
  /** mg/dL. */
  readonly plasma: number;
  readonly interstitial: number;
}

export const stepMinutes = 5;
const gramsPerMinute = 5;
/** Parameters through which insulin acts, in both models. */
const insulinActs = ["Vmx", "kp3"];

/** One true person: a model with its parameters. Holds scratch space; the states are the caller's. */
export class Body {
  readonly parameters: Readonly<Record<string, number>>;
  private readonly kernel: Kernel;
  private readonly integrator: Integrator;
  private readonly takesInsulin: boolean;
  private readonly base: Float64Array;
  private readonly outputs: Float64Array;
  private readonly source: string;

  constructor(model: ModelSpec, parameters: Draw) {
    this.kernel = compileKernel(lower(model));
    this.integrator = integrator(this.kernel, { doses: model.doses ?? {} });
    this.takesInsulin = this.kernel.inputs.includes("insulin");
    this.base = filled(this.kernel, parameters);
    this.outputs = new Float64Array(this.kernel.outputs.length);
    this.parameters = Object.fromEntries(this.kernel.parameters.map((name, i) => [name, this.base[i]!]));
    this.source = model.id;
  }

  begin(): BodyState {
    const { kernel, base } = this;
    const y = new Float64Array(kernel.states.length);
    const u = new Float64Array(kernel.inputs.length);
    kernel.fillInputs(u, base);
    kernel.fillStarts(y, 0, base, u);
    return { y: [...y], solverStep: 0 };
  }

  /** Five minutes of life. */
  step(state: BodyState, reaches: Reaches): { state: BodyState; glucose: Glucose } {
    const member: Member = { y: Float64Array.from(state.y), p: this.base.slice(), step: state.solverStep };
    for (const name of insulinActs) member.p[this.kernel.parameters.indexOf(name)]! *= reaches.sensitivity;
    const schedule = this.integrator.bind(this.schedule(reaches));
    const { reason, time } = this.integrator.advance(member, schedule, 0, stepMinutes);
    if (reason !== "done") throw failure("HS2002", { reason, time }, { source: this.source });
    return { state: { y: [...member.y], solverStep: member.step }, glucose: this.glucose(member) };
  }

  private schedule({ carbs, mealBegins, basal, bolus, intensity, released }: Reaches): ScheduleItem[] {
    const items: ScheduleItem[] = [
      { kind: "set", input: "intensity", at: 0, value: intensity },
      { kind: "set", input: "Rx", at: 0, value: released },
    ];
    if (mealBegins) items.push({ kind: "fire", event: "mealStart", at: 0 });
    if (carbs > 0) items.push(...eaten(carbs));
    if (!this.takesInsulin) return items;
    items.push({ kind: "set", input: "insulin", at: 0, value: basal / 60 });
    if (bolus > 0) items.push({ kind: "dose", dose: "bolus", at: 0, amount: bolus });
    return items;
  }

  private glucose({ y, p }: Member): Glucose {
    const { kernel, outputs } = this;
    const u = new Float64Array(kernel.inputs.length);
    kernel.observe(0, y, p, u, outputs);
    const read = (name: string) => outputs[kernel.outputs.indexOf(name)]!;
    return { plasma: read("glucose"), interstitial: read("sensorGlucose") };
  }
}

/**
 * Counter-regulation, which neither model has: below 65 mg/dL the body releases glucose in proportion, as if by glucagon and adrenaline.
 * Ours, not published; it keeps lows of true people from going where no living person has been.
 */
export function counterRegulation(plasma: number): number {
  return Math.min(2, Math.max(0, 0.06 * (65 - plasma)));
}

/** A bite a minute, as the model's meal would have it; a plate may last over several steps. */
function eaten(carbs: number): ScheduleItem[] {
  const duration = carbs / gramsPerMinute;
  const bites = Array.from(
    { length: Math.ceil(duration) },
    (_, at) => ({ kind: "fire", event: "bite", at }) as const,
  );
  return [...bites, { kind: "infuse", input: "carbs", at: 0, amount: carbs, duration }];
}

/** Most that is eaten within one step, g. */
export const mostEaten = gramsPerMinute * stepMinutes;

function filled(kernel: Kernel, parameters: Draw): Float64Array {
  const p = new Float64Array(kernel.parameters.length);
  const given = new Uint8Array(p.length);
  for (const [name, value] of Object.entries(parameters)) {
    const slot = kernel.parameters.indexOf(name);
    p[slot] = value;
    given[slot] = 1;
  }
  kernel.fillParameters(p, given);
  return p;
}
