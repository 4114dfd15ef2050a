import type { NodeId } from "../../equations/graph.ts";
import { stands } from "../layout.ts";
import { weightedSum } from "./derivative-functions.ts";
import { FunctionCode, type Local } from "./function-code.ts";
import { laneFields } from "./memory-layout.ts";
import { expressions, type ModuleParts, statesRead } from "./module-parts.ts";

/**
 * (time, h, next time, accepted): writes the kept outputs at every wanted time within the step, a column each. Both lanes go on
 * together until neither has one left; only the states that the outputs read are interpolated.
 */
export function denseFunction(parts: ModuleParts, outputs: readonly NodeId[]): FunctionCode {
  const code = new FunctionCode(["v128", "v128", "v128", "v128"]);
  const { layout } = parts;
  const [time, h, next, accepted] = [0, 1, 2, 3];
  const pending = code.local("v128");
  code.loop(() => {
    code.load(layout.wanted).get(next).op("f64x2.lt").get(accepted).op("v128.and");
    code
      .tee(pending)
      .op("v128.any_true")
      .if(() => {
        const values = outputsAt(code, parts, outputs, time, h);
        for (const lane of [0, 1] as const) giveLane(code, parts, values, pending, lane);
        code.again(1);
      });
  });
  return code;
}

function outputsAt(
  code: FunctionCode,
  parts: ModuleParts,
  outputs: readonly NodeId[],
  time: Local,
  h: Local,
): readonly Local[] {
  const { system, layout, method } = parts;
  const theta = code.local("v128");
  code.load(layout.wanted).get(time).op("f64x2.sub").get(h).op("f64x2.div").set(theta);
  const terms = method.dense.flatMap((coefficients, stage) => {
    if (coefficients.every((coefficient) => coefficient === 0)) return [];
    const scaled = code.local("v128");
    code.number(0);
    for (const coefficient of coefficients.toReversed()) {
      code.number(coefficient).op("f64x2.add").get(theta).op("f64x2.mul");
    }
    if (method.slopes) code.get(h).op("f64x2.mul");
    code.set(scaled);
    return [{ stage, scaled }];
  });
  const states = new Map<number, Local>();
  for (const state of statesRead(system, outputs)) {
    const local = code.local("v128");
    code.load(layout.y + 16 * state);
    if (!stands(system, state)) {
      weightedSum(code, terms, layout.k, state);
      code.op("f64x2.add");
    }
    code.set(local);
    states.set(state, local);
  }
  const now = code.local("v128");
  code.load(layout.wanted).set(now);
  const values = expressions(code, parts, outputs, {
    time: now,
    state: (slot) => code.get(states.get(slot)!),
  });
  return outputs.map((node) => {
    const local = code.local("v128");
    values.number(node);
    code.set(local);
    return local;
  });
}

/** Stores one lane's outputs if it is pending, and moves it to its next wanted time. */
function giveLane(
  code: FunctionCode,
  { layout }: ModuleParts,
  values: readonly Local[],
  pending: Local,
  lane: 0 | 1,
): void {
  const [out, wanted, column] = [code.local("i32"), code.local("i32"), code.local("i32")];
  const own = layout.lanes + 16 * lane;
  code
    .get(pending)
    .op("i64x2.bitmask")
    .integer(1 << lane)
    .op("i32.and")
    .if(() => {
      code
        .integer(0)
        .loadInteger(own + laneFields.output)
        .set(out)
        .integer(0)
        .loadInteger(layout.column)
        .set(column);
      code
        .integer(0)
        .get(out)
        .integer(8)
        .op("i32.add")
        .storeInteger(own + laneFields.output);
      for (const [i, value] of values.entries()) {
        if (i > 0) code.get(out).get(column).op("i32.add").set(out);
        code.get(out).get(value).storeLane(lane, 0);
      }
      code
        .integer(0)
        .loadInteger(own + laneFields.wanted)
        .integer(8)
        .op("i32.add")
        .set(wanted);
      code
        .integer(0)
        .get(wanted)
        .storeInteger(own + laneFields.wanted);
      code
        .integer(8 * lane)
        .get(wanted)
        .loadScalar(0)
        .storeScalar(layout.wanted);
    });
}
