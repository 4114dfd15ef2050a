import type { RandomStream } from "../../../ensemble/random-stream.ts";
import { binaryOperations, unaryOperations } from "../../operations.ts";
import {
  type Exact,
  errorInUlps,
  exactExponential,
  exactLogarithm,
  exactly,
  exactPower,
  exactTangent,
} from "./high-precision.ts";

/** Arguments of one kind, the function, what is right, and the error that it may have. */
export interface Case {
  readonly name: string;
  readonly bound: number;
  readonly value: (...given: readonly number[]) => number;
  readonly exact: (...given: readonly number[]) => Exact;
  readonly draw: (random: RandomStream) => readonly number[];
}

const between = (random: RandomStream, low: number, high: number) => low + (high - low) * random.uniform();
/** Any size from e^low to e^high. */
const sized = (random: RandomStream, low: number, high: number) => Math.exp(between(random, low, high));
const either = (random: RandomStream) => (random.uniform() < 0.5 ? -1 : 1);

const exp = {
  value: unaryOperations.exp,
  exact: (x: number) => exactExponential(exactly(x)),
};
const log = {
  value: unaryOperations.log,
  exact: (x: number) => ({ mantissa: exactLogarithm(x), power: 0 }),
};
const tanh = { value: unaryOperations.tanh, exact: exactTangent };
const pow = { value: binaryOperations.pow, exact: exactPower };
/** A power of x whose logarithm has the given size. */
const reaching = (x: number, size: number): readonly number[] => [x, size / Math.log(x)];

export const cases: readonly Case[] = [
  { ...exp, name: "exp, −708 to 709", bound: 0.52, draw: (r) => [between(r, -708, 709.7)] },
  { ...exp, name: "exp, −2 to 2", bound: 0.52, draw: (r) => [between(r, -2, 2)] },
  { ...exp, name: "exp, subnormal results", bound: 1.02, draw: (r) => [between(r, -744, -708)] },
  { ...log, name: "log, all sizes", bound: 1, draw: (r) => [sized(r, -744, 709)] },
  { ...log, name: "log, ½ to 2", bound: 1, draw: (r) => [between(r, 0.5, 2)] },
  { ...log, name: "log, next to 1", bound: 1, draw: (r) => [1 + either(r) * sized(r, -36, -4)] },
  { ...tanh, name: "tanh, −20 to 20", bound: 2, draw: (r) => [between(r, -20, 20)] },
  { ...tanh, name: "tanh, next to 0", bound: 2, draw: (r) => [either(r) * sized(r, -40, 0)] },
  { ...pow, name: "pow, x e^±5, y to 5", bound: 0.52, draw: (r) => [sized(r, -5, 5), between(r, -5, 5)] },
  {
    ...pow,
    name: "pow, all sizes of result",
    bound: 0.52,
    draw: (r) => reaching(sized(r, -700, 700), between(r, -707, 709.7)),
  },
  {
    ...pow,
    name: "pow, x in ½ to 2, large y",
    bound: 0.52,
    draw: (r) => reaching(between(r, 0.5, 2), either(r) * between(r, 300, 707)),
  },
  {
    ...pow,
    name: "pow, x next to 1, huge y",
    bound: 0.52,
    draw: (r) => reaching(1 + either(r) * sized(r, -36, -4), either(r) * between(r, 300, 707)),
  },
  {
    ...pow,
    name: "pow, subnormal results",
    bound: 1.02,
    draw: (r) => reaching(sized(r, -700, 700), between(r, -744, -708)),
  },
  {
    ...pow,
    name: "pow, subnormal x",
    bound: 0.52,
    draw: (r) => [2 ** -1074 * Math.ceil(sized(r, 0, 35)), between(r, -0.9, 0.9)],
  },
];

/** The largest error of so many draws, in ulp, and where. */
export function worstOf({ draw, value, exact }: Case, count: number, random: RandomStream) {
  let worst = { ulps: 0, at: [] as readonly number[] };
  for (let i = 0; i < count; i++) {
    const at = draw(random);
    const ulps = errorInUlps(value(...at), exact(...at));
    if (!(ulps <= worst.ulps)) worst = { ulps, at };
  }
  return worst;
}
