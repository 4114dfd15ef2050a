import { stands } from "../layout.ts";
import { FunctionCode, type Local } from "./function-code.ts";
import { expressions, type ModuleParts, movingExpressions } from "./module-parts.ts";

/** Writes the constants from parameters, inputs and standing states, for both lanes. */
export function constantsFunction(parts: ModuleParts): FunctionCode {
  const code = new FunctionCode();
  const { constants, layout } = parts;
  const values = expressions(code, parts, constants, {
    state: (slot) => code.load(layout.y + 16 * slot),
  });
  for (const [i, node] of constants.entries()) {
    code.store(layout.constants + 16 * i, () => values.number(node));
  }
  return code;
}

/** (time): the first stage from the state itself, only for lanes at the start of a segment. */
export function firstStage(parts: ModuleParts): FunctionCode {
  const code = new FunctionCode(["v128"]);
  const { layout } = parts;
  writeSlopes(code, parts, {
    time: 0,
    state: (state) => code.load(layout.y + 16 * state),
    store: (state, value) => {
      const at = layout.k[0]! + 16 * state;
      code.store(at, () => {
        value();
        code.load(at).load(layout.fresh).op("v128.bitselect");
      });
    },
  });
  return code;
}

/** (time, address): the slopes of the state in `z`, from the address on: for all later stages of a long right-hand side. */
export function slopesAtArgument(parts: ModuleParts): FunctionCode {
  const code = new FunctionCode(["v128", "i32"]);
  writeSlopes(code, parts, {
    time: 0,
    state: (state) => code.load(parts.layout.z + 16 * state),
    store: (state, value) => {
      code.get(1);
      value();
      code.storeVector(16 * state);
    },
  });
  return code;
}

/**
 * (time, h): one later stage: its argument from the stages before, then its derivatives, by a function where one is given; the
 * last is the step itself.
 */
export function laterStage(parts: ModuleParts, stage: number, slopes?: number): FunctionCode {
  const code = new FunctionCode(["v128", "v128"]);
  const { method, layout, system } = parts;
  const [time, h] = [0, 1];
  const terms = scaledTerms(code, method.a[stage]!, h);
  const last = stage === method.c.length - 1;
  const argument = system.states.map((_, state) => {
    const local = code.local("v128");
    code.load(layout.y + 16 * state);
    if (!stands(system, state)) {
      weightedSum(code, terms, layout.k, state);
      code.op("f64x2.add");
    }
    code.set(local);
    if (last || slopes !== undefined) code.store(layout.z + 16 * state, () => code.get(local));
    return local;
  });
  const now = code.local("v128");
  code.get(time).get(h).number(method.c[stage]!).op("f64x2.mul", "f64x2.add").set(now);
  const at = layout.k[stage]!;
  if (slopes !== undefined) return code.get(now).integer(at).call(slopes);
  writeSlopes(code, parts, {
    time: now,
    state: (state) => code.get(argument[state]!),
    store: (state, value) => code.store(at + 16 * state, value),
  });
  return code;
}

/** A number without its sign. */
const sizeBits = (1n << 63n) - 1n;

/** (h) → the root mean square of the error over the tolerance, a lane each. */
export function errorNorm(parts: ModuleParts): FunctionCode {
  const code = new FunctionCode(["v128"], ["v128"]);
  const { method, layout } = parts;
  const terms = scaledTerms(code, method.error, 0);
  return normCode(code, parts, {
    difference: (state) => weightedSum(code, terms, layout.k, state),
    y: (state) => code.load(layout.y + 16 * state),
    z: (state) => code.load(layout.z + 16 * state),
  });
}

/** What pushes the error of a state, and the state before and after the step. */
interface Steps {
  readonly difference: (state: number) => unknown;
  readonly y: (state: number) => unknown;
  readonly z: (state: number) => unknown;
}

/** Pushes the root mean square of the error over the tolerance. */
export function normCode(
  code: FunctionCode,
  { layout, system }: ModuleParts,
  { difference, y, z }: Steps,
): FunctionCode {
  const [ratio, relative, size] = [code.local("v128"), code.local("v128"), code.local("v128")];
  code.load(layout.relative).set(relative).bits(sizeBits).set(size);
  code.number(0);
  system.states.forEach((_, state) => {
    if (stands(system, state)) return;
    difference(state);
    code.load(layout.absolute + 16 * state).get(relative);
    z(state);
    code.get(size).op("v128.and");
    y(state);
    code.get(size).op("v128.and", "f64x2.pmax", "f64x2.mul", "f64x2.add", "f64x2.div");
    code.tee(ratio).get(ratio).op("f64x2.mul", "f64x2.add");
  });
  meanOf(code, system.states.length);
  return code.op("f64x2.sqrt");
}

/** Divides by a count; by a power of two as a product, which has the same bits and is there sooner. */
function meanOf(code: FunctionCode, count: number): void {
  if (Number.isInteger(Math.log2(count))) code.number(1 / count).op("f64x2.mul");
  else code.number(count).op("f64x2.div");
}

interface ScaledTerm {
  readonly stage: number;
  readonly scaled: Local;
}

/** h times each weight that is not 0, in locals. */
export function scaledTerms(code: FunctionCode, weights: readonly number[], h: Local): readonly ScaledTerm[] {
  return weights.flatMap((weight, stage) => {
    if (weight === 0) return [];
    const scaled = code.local("v128");
    code.get(h).number(weight).op("f64x2.mul").set(scaled);
    return [{ stage, scaled }];
  });
}

/** Pushes Σ scaled·k of one state. */
export function weightedSum(
  code: FunctionCode,
  terms: readonly ScaledTerm[],
  k: readonly number[],
  state: number,
): void {
  terms.forEach(({ stage, scaled }, i) => {
    code
      .load(k[stage]! + 16 * state)
      .get(scaled)
      .op("f64x2.mul");
    if (i > 0) code.op("f64x2.add");
  });
}

interface SlopePlaces {
  readonly time: Local;
  /** Pushes a state. */
  readonly state: (slot: number) => void;
  /** Writes the slope of a state, which `value` pushes. */
  readonly store: (slot: number, value: () => void) => void;
}

function writeSlopes(code: FunctionCode, parts: ModuleParts, { time, state, store }: SlopePlaces): void {
  const { system } = parts;
  const moving = system.states.map((one, slot) => ({ slot, node: one.derivative }));
  const roots = moving.filter(({ slot }) => !stands(system, slot));
  const values = movingExpressions(
    code,
    parts,
    roots.map(({ node }) => node),
    { time, state },
  );
  for (const { slot, node } of roots) store(slot, () => values.number(node));
}
