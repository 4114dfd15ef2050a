import {
  type Distribution,
  distributionOf,
  type Integrator,
  integrator,
  type Kernel,
} from "@homeostat/engine";
import { ornsteinUhlenbeckStep } from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";
import { digestName, digestText } from "../observation/digest.ts";
import { sameCode } from "../observation/limits.ts";
import type { Code } from "../observation/observation.ts";
import type { Learns, Measures, SensorGain, Trust, TwinDesign } from "./design.ts";
import { withDoubtedInputs } from "./doubted-inputs.ts";
import { type Layout, layoutOf } from "./layout.ts";
import type { TwinModel } from "./model.ts";

/** A learned parameter, bound to its slot. */
interface Learned {
  readonly name: string;
  readonly slot: number;
  /** On its free scale the model's own population is standard normal. */
  readonly distribution: Distribution;
  /** Bounds on the free scale. */
  readonly low: number;
  readonly high: number;
  /** Standard deviation of the random walk per hour, on the free scale. */
  readonly driftPerHour: number;
  /** Share of each update that it follows. */
  readonly pace: number;
  readonly told: boolean;
  readonly trust: Trust | null;
}

/** One step of a process that wanders, a slot long. */
export interface Wander {
  readonly keep: number;
  readonly add: number;
}

/** A design bound to its model: names resolved, numbers at hand. Made once, used for every twin of the design. */
export interface Prepared {
  readonly design: TwinDesign;
  readonly model: TwinModel;
  readonly designHash: string;
  readonly layout: Layout;
  readonly kernel: Kernel;
  readonly integrator: Integrator;
  readonly learned: readonly Learned[];
  readonly disturbed: readonly (Wander & { readonly input: number; readonly sd: number })[];
  readonly erring: readonly Wander[];
  /** One hour of ln gain, and its spread among sensors; null where no measurement has a gain. */
  readonly gain: (SensorGain & Wander) | null;
  readonly nonNegative: readonly number[];
  /** For each measurement: its output. */
  readonly outputOf: readonly number[];
  /** The measurement that reads the forecast output. */
  readonly forecastBy: number;
  readonly slotMs: number;
  /** Milliseconds of one unit of the model's time. */
  readonly timeMs: number;
}

const timeMs = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** Members differ by far more than this; the default of the engine costs half as much again. */
const tolerance = { relative: 1e-4, absolute: 1e-4 };

/**
 * Binds a design to its model.
 * @throws HomeostatError HS3050 where the design names something that the model does not have, HS3051 where it is for
 * another model, HS3052 where nothing measures what it forecasts
 */
export function prepareTwin(design: TwinDesign, model: TwinModel): Prepared {
  if (design.model !== model.spec.id)
    throw failure("HS3051", { design: design.id, wants: design.model, model: model.spec.id });
  checkTaken(design, model);
  const doubted = design.takes.filter(({ doubt }) => doubt > 0).map(({ as }) => inputTaken(as, model));
  const kernel = withDoubtedInputs(model.kernel, doubted);
  const forecastBy = design.measures.findIndex(({ output }) => output === design.forecasts);
  if (forecastBy < 0) throw failure("HS3052", { design: design.id, output: design.forecasts });
  const find = finder(design);
  const wander = (minutes: number, sd: number) => ornsteinUhlenbeckStep(design.slotMinutes, minutes, sd);
  return {
    design,
    model,
    designHash: digestName(digestText(JSON.stringify(design))),
    layout: layoutOf(design, kernel.states.length),
    kernel,
    integrator: integrator(kernel, { tolerance, doses: model.spec.doses ?? {} }),
    learned: design.learns.map((learns) =>
      learnedParameter(design, model, find("parameter", learns.parameter, kernel.parameters), learns),
    ),
    disturbed: design.disturbances.map(({ input, sd, correlationMinutes }) => ({
      ...wander(correlationMinutes, sd),
      sd,
      input: find("input", input, kernel.inputs),
    })),
    erring: design.measures
      .filter((m) => m.correlationMinutes > 0 && m.correlatedShare > 0)
      .map(({ correlationMinutes }) => wander(correlationMinutes, 1)),
    gain: gainOf(design),
    nonNegative: design.nonNegative.map((state) => find("state", state, kernel.states)),
    outputOf: design.measures.map(({ output }) => find("output", output, kernel.outputs)),
    forecastBy,
    slotMs: design.slotMinutes * 60_000,
    timeMs: timeMs[model.spec.time],
  };
}

/** The place of the measurement with this code in the design, or −1. */
export function measureOf(design: TwinDesign, code: Code): number {
  return design.measures.findIndex((measure) => factorOf(measure, code) !== null);
}

/** What makes a canonical value of this code one of the measurement's output; null for another's code. */
export function factorOf({ code, also = [] }: Measures, given: Code): number | null {
  if (sameCode(code, given)) return 1;
  return also.find((other) => sameCode(other.code, given))?.factor ?? null;
}

/** The place of the input with this code in the design, or −1. */
export function takeOf(design: TwinDesign, code: Code): number {
  return design.takes.findIndex((take) => sameCode(take.code, code));
}

function gainOf({ measures }: TwinDesign): Prepared["gain"] {
  const gain = measures.find((measure) => measure.gain !== undefined)?.gain;
  return gain === undefined
    ? null
    : { ...gain, ...ornsteinUhlenbeckStep(60, gain.correlationDays * 1440, gain.sd) };
}

function finder(design: TwinDesign) {
  return (kind: string, name: string, names: readonly string[]): number => {
    const slot = names.indexOf(name);
    if (slot < 0) throw failure("HS3050", { design: design.id, kind, name, model: design.model });
    return slot;
  };
}

function checkTaken(design: TwinDesign, { spec }: TwinModel): void {
  for (const { as } of design.takes) {
    const [kind, name, known] =
      "dose" in as ? ["dose", as.dose, spec.doses ?? {}] : ["input", as.input, spec.inputs];
    finder(design)(kind as string, name as string, Object.keys(known));
  }
}

function inputTaken(as: TwinDesign["takes"][number]["as"], { spec }: TwinModel): string {
  return "dose" in as ? spec.doses![as.dose]!.into : as.input;
}

function learnedParameter(
  design: TwinDesign,
  { spec, kernel }: TwinModel,
  slot: number,
  { driftPerDay, pace, told, trust }: Learns,
): Learned {
  const name = kernel.parameters[slot]!;
  const { spread, range } = spec.parameters[name]!;
  if (!spread) throw failure("HS3053", { design: design.id, name });
  const distribution = distributionOf(spread, design.given[name] ?? defaultOf(design, kernel, slot));
  const [low, high] = freeRange(distribution, range);
  return {
    name,
    slot,
    distribution,
    low,
    high,
    driftPerHour: driftPerDay / Math.sqrt(24),
    pace,
    told,
    trust: trust ?? null,
  };
}

function defaultOf(design: TwinDesign, kernel: Kernel, slot: number): number {
  const p = new Float64Array(kernel.parameters.length);
  const given = new Uint8Array(kernel.parameters.length);
  kernel.parameters.forEach((name, i) => {
    if (design.given[name] === undefined) return;
    p[i] = design.given[name];
    given[i] = 1;
  });
  kernel.fillParameters(p, given);
  return p[slot]!;
}

/** A range on the free scale; where it has no end there, or one beyond what happens, six standard deviations. */
function freeRange(
  { toFree }: Distribution,
  range: readonly [number, number] | undefined,
): readonly [number, number] {
  const end = (value: number | undefined, far: number) => {
    const free = value === undefined ? far : toFree(value);
    return Number.isFinite(free) && Math.abs(free) < Math.abs(far) ? free : far;
  };
  return [end(range?.[0], -6), end(range?.[1], 6)];
}
