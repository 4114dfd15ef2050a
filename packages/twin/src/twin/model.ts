import { compileKernel, type Kernel, lower, type ModelSpec } from "@homeostat/engine";

/** A model made ready for twins: what it is, its identity, and its numbers. */
export interface TwinModel {
  readonly spec: ModelSpec;
  /** Hash of equations, units and structure. */
  readonly hash: string;
  readonly kernel: Kernel;
}

/** Compiles a model for twins. */
export function twinModel(spec: ModelSpec): TwinModel {
  const system = lower(spec);
  return { spec, hash: system.hash, kernel: compileKernel(system) };
}
