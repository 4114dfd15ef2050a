import type { System } from "../../model/system.ts";
import type { Method } from "../../solve/methods/method.ts";
import { hoisted } from "../layout.ts";
import { attemptFunction, fitsOneFunction } from "./attempt-function.ts";
import { errorNorm, firstStage, laterStage } from "./derivative-functions.ts";
import { memoryLayout } from "./memory-layout.ts";
import type { ModuleWriter } from "./module-bytes.ts";
import type { ModuleParts } from "./module-parts.ts";
import type { RunCalls } from "./run-function.ts";
import type { StepCalls } from "./step-function.ts";
import type { VectorFunctions } from "./vector-expressions.ts";

/** How one kind of method attempts a step: the parts that it needs, and its functions once these are written. */
export interface StepPlan {
  readonly parts: ModuleParts;
  readonly step: Pick<StepCalls, "attempt" | "moves" | "shortest" | "doubtful">;
  readonly run: Pick<RunCalls, "firstStage">;
}

export function explicitPlan(
  writer: ModuleWriter,
  functions: VectorFunctions,
  system: System,
  method: Method,
): StepPlan {
  const constants = hoisted(system, true);
  const layout = memoryLayout(system, method.c.length, constants.length);
  const parts = { system, method: { ...method, slopes: true }, layout, constants, functions };
  return {
    parts,
    step: {
      attempt: attemptOf(writer, parts),
      moves: [
        { from: layout.z, to: layout.y },
        { from: layout.k.at(-1)!, to: layout.k[0]! },
      ],
    },
    run: { firstStage: writer.add(firstStage(parts)) },
  };
}

function attemptOf(writer: ModuleWriter, parts: ModuleParts): StepCalls["attempt"] {
  if (fitsOneFunction(parts)) {
    const whole = writer.add(attemptFunction(parts));
    return (code, time, h) => code.get(time).get(h).call(whole);
  }
  const stages = parts.method.c.map((_, i) => i).slice(1);
  const later = stages.map((stage) => writer.add(laterStage(parts, stage)));
  const norm = writer.add(errorNorm(parts));
  return (code, time, h) => {
    for (const stage of later) code.get(time).get(h).call(stage);
    code.get(h).call(norm);
  };
}
