import type { System } from "../../model/system.ts";
import type { Method } from "../../solve/methods/method.ts";
import { hoisted, reachable } from "../layout.ts";
import { attemptFunction, fitsOneFunction } from "./attempt-function.ts";
import { errorNorm, firstStage, laterStage, slopesAtArgument } from "./derivative-functions.ts";
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
  const slopes = isLong(parts.system) ? writer.add(slopesAtArgument(parts)) : undefined;
  const later = stages.map((stage) => writer.add(laterStage(parts, stage, slopes)));
  const norm = writer.add(errorNorm(parts));
  return (code, time, h) => {
    for (const stage of later) code.get(time).get(h).call(stage);
    code.get(h).call(norm);
  };
}

/**
 * A right-hand side of more nodes is written once instead of into each stage: the module is made in half the time, and what its
 * states lose by going through memory no longer counts.
 */
const longest = 300;

function isLong({ graph, states }: System): boolean {
  const derivatives = states.map((state) => state.derivative);
  return reachable(graph, derivatives).length > longest;
}
