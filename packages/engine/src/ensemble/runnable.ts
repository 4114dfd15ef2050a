import { lower } from "../model/lower.ts";
import type { Model } from "../model/model.ts";
import type { System } from "../model/system.ts";

/** A system that was lowered from elsewhere (SBML), to be run as a model is; `id` names it in errors. */
export interface ImportedModel {
  readonly id: string;
  readonly system: System;
}

/** What an ensemble can run. */
export type Runnable<
  S extends string = string,
  I extends string = string,
  P extends string = string,
  O extends string = string,
> = Model<S, I, P, O> | ImportedModel;

export function systemOf(runnable: Runnable): System {
  return "system" in runnable ? runnable.system : lower(runnable);
}

/** What else a simulation asks of it. */
export function runsOf(runnable: Runnable) {
  const { id } = runnable;
  return "system" in runnable ? { id } : { id, doses: runnable.doses ?? {} };
}
