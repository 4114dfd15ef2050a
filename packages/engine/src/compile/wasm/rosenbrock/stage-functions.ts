import { FunctionCode, type Local } from "../function-code.ts";
import { driftOf, type RosenbrockParts } from "./linear-parts.ts";

/** Pushes Σ weights·u of one state, over the weights that are not 0. */
function pushSum(
  code: FunctionCode,
  { layout }: RosenbrockParts,
  weights: readonly number[],
  state: number,
  weigh: (stage: number) => void,
): void {
  let first = true;
  weights.forEach((weight, stage) => {
    if (weight === 0) return;
    code.load(layout.k[stage]! + 16 * state);
    weigh(stage);
    if (!first) code.op("f64x2.add");
    first = false;
  });
}

/** As pushSum, with the weights as they are. */
function pushWeighted(
  code: FunctionCode,
  parts: RosenbrockParts,
  weights: readonly number[],
  state: number,
): void {
  pushSum(code, parts, weights, state, (stage) => {
    if (weights[stage] !== 1) code.number(weights[stage]!).op("f64x2.mul");
  });
}

/** Pushes the slope of the first stage with its drift: what is solved for there. */
export function pushRight(
  code: FunctionCode,
  parts: RosenbrockParts,
  stage: number,
  state: number,
  h: Local,
): void {
  code.load((stage === 0 ? parts.places.first : parts.places.slopes) + 16 * state);
  if (stage === 0) pushDrift(code, parts, stage, state, h);
}

function pushDrift(code: FunctionCode, parts: RosenbrockParts, stage: number, state: number, h: Local): void {
  const weight = parts.rosenbrock.drift[stage]!;
  if (weight === 0 || driftOf(parts.linear, state) === undefined) return;
  code.get(h).number(weight).op("f64x2.mul");
  code.load(parts.places.drift + 16 * state).op("f64x2.mul", "f64x2.add");
}

/** (h): the first stage, from the slopes at the state. */
export function firstStageFunction(parts: RosenbrockParts, solve: number): FunctionCode {
  const code = new FunctionCode(["v128"]);
  const at = parts.layout.k[0]!;
  parts.system.states.forEach((_, state) => {
    code.store(at + 16 * state, () => pushRight(code, parts, 0, state, 0));
  });
  return code.integer(at).call(solve);
}

/** (time, h): a later stage. */
export function stageFunction(
  parts: RosenbrockParts,
  stage: number,
  calls: { readonly slopes: number; readonly solve: number },
): FunctionCode {
  const code = new FunctionCode(["v128", "v128"]);
  const { layout, places, rosenbrock, system } = parts;
  const [time, h] = [0, 1];
  system.states.forEach((_, state) => {
    code.store(places.argument + 16 * state, () => {
      code.load(layout.y + 16 * state);
      pushWeighted(code, parts, rosenbrock.a[stage]!, state);
      code.op("f64x2.add");
    });
  });
  code.get(time).number(rosenbrock.c[stage]!).get(h).op("f64x2.mul", "f64x2.add").call(calls.slopes);
  const coupling = rosenbrock.coupling[stage]!;
  const inverse = code.local("v128");
  code.number(1).get(h).op("f64x2.div").set(inverse);
  const scaled = coupling.map((weight) => {
    const local = code.local("v128");
    if (weight !== 0) code.get(inverse).number(weight).op("f64x2.mul").set(local);
    return local;
  });
  system.states.forEach((_, state) => {
    code.store(layout.k[stage]! + 16 * state, () => {
      code.load(places.slopes + 16 * state);
      pushSum(code, parts, coupling, state, (other) => code.get(scaled[other]!).op("f64x2.mul"));
      code.op("f64x2.add");
      pushDrift(code, parts, stage, state, h);
    });
  });
  return code.integer(layout.k[stage]!).call(calls.solve);
}

/** () → the root mean square of the error over the tolerance, a lane each; the next state is put in its place. */
export function finishFunction(parts: RosenbrockParts): FunctionCode {
  const code = new FunctionCode([], ["v128"]);
  const { layout, rosenbrock, system } = parts;
  const ratio = code.local("v128");
  code.number(0);
  system.states.forEach((_, state) => {
    const [y, z] = [layout.y + 16 * state, layout.z + 16 * state];
    code.store(z, () => {
      code.load(y);
      pushWeighted(code, parts, rosenbrock.weights, state);
      code.op("f64x2.add");
    });
    pushWeighted(code, parts, rosenbrock.error, state);
    code.load(layout.absolute + 16 * state).load(layout.relative);
    code.load(z).op("f64x2.abs").load(y).op("f64x2.abs", "f64x2.pmax");
    code.op("f64x2.mul", "f64x2.add", "f64x2.div").tee(ratio).get(ratio).op("f64x2.mul", "f64x2.add");
  });
  return code.number(system.states.length).op("f64x2.div", "f64x2.sqrt");
}
