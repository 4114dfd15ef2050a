import type { Kernel } from "../compile/kernel.ts";
import type { DoseSpec } from "../model/model-spec.ts";
import type { Integrator } from "./integrator.ts";
import { ScheduledIntegrator } from "./scheduled-integrator.ts";
import { type SolverOptions, solverSettings } from "./solver-settings.ts";

export interface IntegratorOptions extends SolverOptions {
  /** How the model takes its doses; needed for schedules with doses. */
  readonly doses?: Readonly<Record<string, DoseSpec>>;
}

/** An integrator for the members of one kernel. It holds scratch space: one per worker, not shared between callbacks. */
export function integrator(kernel: Kernel, options: IntegratorOptions = {}): Integrator {
  return new ScheduledIntegrator(kernel, options.doses ?? {}, solverSettings(kernel, options));
}
