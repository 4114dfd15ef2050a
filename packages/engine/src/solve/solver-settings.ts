import type { Kernel } from "../compile/kernel.ts";
import { failure } from "../errors/registry.ts";
import type { JumpOptions } from "../jumps/jump-options.ts";
import type { LoopSettings } from "./adaptive-loop.ts";
import type { Tolerance } from "./integrator.ts";
import type { MethodName } from "./methods/method.ts";
import { methodNames } from "./methods/methods.ts";
import { type NoiseOptions, type NoiseSettings, noiseSettings } from "./stochastic/noise-options.ts";

export interface SolverOptions {
  /** Relative 1e-6 and absolute 1e-8 where not given. */
  readonly tolerance?: Tolerance;
  /** "tsit5" where not given ("auto" in `simulate`). docs/guides/methods.md says when which serves. */
  readonly method?: MethodName;
  /**
   * Every step ends at a multiple of this, with no control of errors: for controllers that are sampled at a fixed period. Not
   * with "bdf"; "auto" counts as "tsit5".
   */
  readonly fixedStep?: number;
  /**
   * "exact" propagates the largest closed set of states that is linear with constant coefficients between edges by its matrix
   * exponential, and steps only the others by the method (docs/guides/methods.md). Without it all are stepped.
   */
  readonly linearPart?: "exact";
  /** Steps allowed between two edges of the schedule, 100,000 where not given. */
  readonly mostSteps?: number;
  /** No step is longer. Without it a trigger that turns and turns back within one step may be missed. */
  readonly longestStep?: number;
  /** Asked every few steps; true stops with the reason "cancelled". */
  readonly cancelled?: () => boolean;
  /** How noise is drawn, where the model has any; "off" leaves it out. */
  readonly noise?: NoiseOptions | "off";
  /** How reactions happen by chance, where the model has any; their mean course where not given. */
  readonly jumps?: JumpOptions;
}

export interface SolverSettings extends LoopSettings {
  readonly method: MethodName;
  readonly absolute: Float64Array;
  readonly relative: number;
  readonly longestStep: number;
  readonly fixedStep: number | undefined;
  readonly linearPart: "exact" | undefined;
  readonly noise: NoiseSettings | undefined;
}

/** The options with their defaults, checked. @throws HomeostatError HS1307, HS1309 */
export function solverSettings(kernel: Kernel, options: SolverOptions): SolverSettings {
  const { relative, absolute } = options.tolerance ?? { relative: 1e-6, absolute: 1e-8 };
  return {
    method: checkMethod(options),
    fixedStep: options.fixedStep,
    linearPart: options.linearPart,
    absolute: absoluteTolerance(kernel, absolute),
    relative: checkTolerance("relative", relative),
    mostSteps: options.mostSteps ?? 100_000,
    longestStep: options.longestStep ?? Number.POSITIVE_INFINITY,
    cancelled: options.cancelled ?? (() => false),
    noise: noiseSettings(kernel, options.noise),
  };
}

function checkMethod({ method = "tsit5", fixedStep }: SolverOptions): MethodName {
  const refuse = (problem: string) => failure("HS1309", { problem, methods: methodNames.join(", ") });
  if (!methodNames.includes(method)) throw refuse(`there is no method '${method}'`);
  if (fixedStep === undefined) return method;
  if (!(fixedStep > 0 && Number.isFinite(fixedStep))) throw refuse(`a fixed step of ${fixedStep} is none`);
  if (method === "bdf" || method === "linear") throw refuse(`'${method}' chooses its own steps`);
  return method === "auto" ? "tsit5" : method;
}

function absoluteTolerance(kernel: Kernel, absolute: number | Float64Array): Float64Array {
  const size = kernel.states.length;
  if (typeof absolute === "number") return new Float64Array(size).fill(checkTolerance("absolute", absolute));
  if (absolute.length !== size)
    throw failure("HS1307", { what: "absolute", value: `${absolute.length} numbers for ${size} states` });
  return absolute.map((value) => checkTolerance("absolute", value));
}

function checkTolerance(what: string, value: number): number {
  if (!(value > 0 && Number.isFinite(value))) throw failure("HS1307", { what, value });
  return value;
}
