import type { System } from "../../../model/system.ts";
import type { RosenbrockMethod } from "../../../solve/methods/rosenbrock-method.ts";
import { shortestStep } from "../../../solve/rosenbrock-stepper.ts";
import { eliminationOf } from "../../../solve/sparse/elimination.ts";
import { unroll } from "../../../solve/sparse/straight-line.ts";
import { jacobianParts } from "../../jacobian-parts.ts";
import { stands } from "../../layout.ts";
import { memoryLayout } from "../memory-layout.ts";
import type { ModuleWriter } from "../module-bytes.ts";
import type { StepPlan } from "../step-plan.ts";
import type { VectorFunctions } from "../vector-expressions.ts";
import { factorFunction, solveFunction } from "./factor-functions.ts";
import { linearLayout, type RosenbrockParts } from "./linear-parts.ts";
import { proveFunction } from "./prove-function.ts";
import { lineariseFunction, slopesFunction } from "./slope-functions.ts";
import { finishFunction, firstStageFunction, stageFunction } from "./stage-functions.ts";

/**
 * A Rosenbrock step: linearise, factor, then a stage after the other. Lanes whose equations the fixed pivots do not
 * solve are doubted: whoever feeds the machine runs them by the reference.
 */
export function rosenbrockPlan(
  writer: ModuleWriter,
  functions: VectorFunctions,
  of: System,
  method: RosenbrockMethod,
): StepPlan {
  const parts = rosenbrockParts(functions, of, method);
  const { layout, places } = parts;
  const slopes = writer.add(slopesFunction(parts));
  const solve = writer.add(solveFunction(parts));
  const linearise = writer.add(lineariseFunction(parts));
  const factor = writer.add(factorFunction(parts));
  const first = writer.add(firstStageFunction(parts, solve));
  const prove = writer.add(proveFunction(parts));
  const stages = method.c.slice(1).map((_, i) => writer.add(stageFunction(parts, i + 1, { slopes, solve })));
  const finish = writer.add(finishFunction(parts));
  return {
    parts,
    step: {
      shortest: shortestStep,
      doubtful: places.doubtful,
      attempt: (code, time, h) => {
        const shift = code.local("v128");
        code.get(time).call(linearise);
        code.number(1).number(method.gamma).get(h).op("f64x2.mul", "f64x2.div").tee(shift).call(factor);
        code.get(h).call(first);
        code.store(places.doubtful, () => code.get(h).get(shift).call(prove).op("v128.not"));
        for (const stage of stages) code.get(time).get(h).call(stage);
        code.call(finish);
      },
      moves: [{ from: layout.z, to: layout.y }],
    },
    run: {},
  };
}

function rosenbrockParts(functions: VectorFunctions, of: System, method: RosenbrockMethod): RosenbrockParts {
  const linear = jacobianParts(of, false, (state) => stands(of, state));
  const elimination = eliminationOf(linear.pattern);
  const layout = memoryLayout(of, method.c.length, linear.constants.length);
  const places = linearLayout(layout.free, linear, elimination);
  return {
    system: { ...of, graph: linear.graph },
    method: { ...method, slopes: false },
    layout: { ...layout, free: places.free },
    constants: linear.constants,
    functions,
    rosenbrock: method,
    linear,
    elimination,
    lines: unroll(elimination),
    places,
  };
}
