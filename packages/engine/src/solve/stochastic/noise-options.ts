import type { Kernel } from "../../compile/kernel.ts";
import { randomStream } from "../../ensemble/random-stream.ts";
import { failure } from "../../errors/registry.ts";

export type SchemeName = "euler-maruyama" | "milstein" | "sra1";

/** How noise is drawn, and stepped. */
export interface NoiseOptions {
  readonly seed: number;
  /** The path of noise; 0 where not given. In an ensemble that of the first member, and the others follow. */
  readonly member?: number;
  /** Length of a step, in the model's time; steps end at its multiples and wherever something happens. */
  readonly step: number;
  /** Runs with different steps share paths where they share this; the step where not given. */
  readonly cell?: number;
  /** "euler-maruyama" where not given. */
  readonly scheme?: SchemeName;
}

/** What is asked of noise, checked; undefined where there is none. @throws HS1401, HS1406, HS1408 */
export function noiseSettings(kernel: Kernel, options: NoiseOptions | "off" | undefined) {
  if (kernel.noise === undefined || options === "off") return undefined;
  if (options === undefined) {
    const states = kernel.noise.states.map((state) => kernel.states[state]).join(", ");
    throw failure("HS1406", { states });
  }
  const { seed, member = 0, step, cell = step, scheme = "euler-maruyama" } = options;
  randomStream({ seed, member, purpose: "noise" });
  for (const [what, value] of Object.entries({ step, cell }))
    if (!(value > 0 && Number.isFinite(value))) throw failure("HS1408", { what, value });
  return { seed, member, step, cell, scheme };
}

export type NoiseSettings = NonNullable<ReturnType<typeof noiseSettings>>;
