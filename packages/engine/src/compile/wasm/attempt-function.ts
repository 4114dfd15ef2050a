import { stands } from "../layout.ts";
import { normCode, scaledTerms } from "./derivative-functions.ts";
import { FunctionCode, type Local } from "./function-code.ts";
import { type ModuleParts, movingExpressions } from "./module-parts.ts";

/** Values of so many states and stages, and what is made of them, stay in registers for the most part. */
const mostValues = 28;

/** Whether a step is short enough to be one function. */
export function fitsOneFunction({ system, method }: Pick<ModuleParts, "system" | "method">): boolean {
  return system.states.length * method.c.length <= mostValues;
}

/**
 * (time, h) → the error of an attempt: all later stages and the norm in one function. Slopes go on to the next stage
 * as values, which spares each the way through memory; dense output reads them there.
 */
export function attemptFunction(parts: ModuleParts): FunctionCode {
  const code = new FunctionCode(["v128", "v128"], ["v128"]);
  const { method, layout, system } = parts;
  const [time, h] = [0, 1];
  const kept = (address: number): Local => {
    const local = code.local("v128");
    code.load(address).set(local);
    return local;
  };
  const moving = [...system.states.keys()].filter((state) => !stands(system, state));
  const y = new Map([...system.states.keys()].map((state) => [state, kept(layout.y + 16 * state)]));
  const k: ReadonlyMap<number, Local>[] = [
    new Map(moving.map((state) => [state, kept(layout.k[0]! + 16 * state)])),
  ];
  let argument: ReadonlyMap<number, Local> = y;
  const pushSum = (terms: ReturnType<typeof scaledTerms>, state: number) => {
    terms.forEach(({ stage, scaled }, i) => {
      code.get(k[stage]!.get(state)!).get(scaled).op("f64x2.mul");
      if (i > 0) code.op("f64x2.add");
    });
  };
  for (let stage = 1; stage < method.c.length; stage++) {
    const terms = scaledTerms(code, method.a[stage]!, h);
    const reached = new Map(y);
    for (const state of moving) {
      const local = code.local("v128");
      code.get(y.get(state)!);
      pushSum(terms, state);
      code.op("f64x2.add").set(local);
      reached.set(state, local);
    }
    argument = reached;
    const now = code.local("v128");
    code.get(time).get(h).number(method.c[stage]!).op("f64x2.mul", "f64x2.add").set(now);
    k.push(slopes(code, parts, moving, now, argument));
    for (const [state, value] of k[stage]!) code.store(layout.k[stage]! + 16 * state, () => code.get(value));
  }
  for (const state of moving) code.store(layout.z + 16 * state, () => code.get(argument.get(state)!));
  const terms = scaledTerms(code, method.error, h);
  return normCode(code, parts, {
    difference: (state) => pushSum(terms, state),
    y: (state) => code.get(y.get(state)!),
    z: (state) => code.get(argument.get(state)!),
  });
}

function slopes(
  code: FunctionCode,
  parts: ModuleParts,
  moving: readonly number[],
  time: Local,
  argument: ReadonlyMap<number, Local>,
): ReadonlyMap<number, Local> {
  const { states } = parts.system;
  const values = movingExpressions(
    code,
    parts,
    moving.map((state) => states[state]!.derivative),
    { time, state: (slot) => code.get(argument.get(slot)!) },
  );
  return new Map(
    moving.map((state) => {
      const local = code.local("v128");
      values.number(states[state]!.derivative);
      code.set(local);
      return [state, local];
    }),
  );
}
