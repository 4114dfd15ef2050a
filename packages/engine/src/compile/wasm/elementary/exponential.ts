import { exponent, exponentialKnots } from "../../elementary/exponential.ts";
import { rounder } from "../../elementary/powers-of-two.ts";
import { FunctionCode } from "../function-code.ts";
import { powerOfTwo } from "./power-of-two.ts";
import { type Term, VectorFormulas } from "./vector-formulas.ts";

const { knots, knotBits, ordinary, least, most, mostRest } = exponent;

/** (x) → e^x, by the steps of elementary/exponential.ts. */
export function exponential(): FunctionCode {
  const code = new FunctionCode(["v128"], ["v128"]);
  const f = new VectorFormulas(code);
  const x = f.argument(0);
  ordinaryExponential(f, x)();
  anyFarOut(f, x)();
  code.if(() => {
    farOutExponential(f, x)();
    code.op("return");
  });
  return code;
}

/** Pushes an integer: not 0 where an exponent is not ordinary. */
export const anyFarOut = (f: VectorFormulas, x: Term): Term =>
  f.apply("v128.any_true", f.apply("f64x2.ge", f.apply("f64x2.abs", x), f.number(ordinary)));

/** e^(x + rest) where x is ordinary: the power of two goes into the exponent of the knot. */
export function ordinaryExponential(f: VectorFormulas, x: Term, rest?: Term): Term {
  const { biased, value, growth } = reduced(f, x, rest);
  const power = f.shifted("i64x2.shl", f.both(biased, f.bits(BigInt(-knots))), 52 - knotBits);
  const scale = f.keep(f.apply("i64x2.add", value, power));
  return f.plus(scale, f.times(scale, growth));
}

/** e^(x + rest) in two factors. */
export function farOutExponential(f: VectorFormulas, x: Term, rest?: Term): Term {
  const within = (term: Term, low: number, high: number) =>
    f.keep(f.apply("f64x2.pmin", f.apply("f64x2.pmax", term, f.number(low)), f.number(high)));
  const bounded = within(x, least, most);
  const { biased, value, growth } = reduced(f, bounded, rest && within(rest, -mostRest, mostRest));
  const n = f.minus(biased, f.number(rounder));
  const whole = (term: Term) => f.apply("f64x2.floor", term);
  const power = f.keep(whole(f.times(n, f.number(1 / knots))));
  const half = f.keep(whole(f.times(power, f.number(0.5))));
  const factor = (k: Term): Term => {
    const shifted = f.plus(k, f.number(rounder));
    return () => {
      shifted();
      powerOfTwo(f.code);
    };
  };
  const near = f.plus(value, f.times(value, growth));
  return f.times(f.times(near, factor(half)), factor(f.minus(power, half)));
}

/** n plus the rounder, the knot's value, and e^r − 1 with what the knot's value falls short by. */
function reduced(f: VectorFormulas, x: Term, rest?: Term) {
  const biased = f.keep(f.plus(f.times(x, f.number(exponent.knotsPerUnit)), f.number(rounder)));
  const n = f.keep(f.minus(biased, f.number(rounder)));
  const near = f.minus(x, f.times(n, f.number(exponent.spacingHigh)));
  const remainder = f.minus(near, f.times(n, f.number(exponent.spacingLow)));
  const r = f.keep(rest === undefined ? remainder : f.plus(remainder, rest));
  const offsets = f.keep(f.shifted("i64x2.shl", f.both(biased, f.bits(BigInt(knots - 1))), 4));
  const [value, missing] = f.pairs(exponentialKnots, offsets);
  const square = f.keep(f.times(r, r));
  const [c0, c1, c2, c3] = exponent.series.map(f.number) as [Term, Term, Term, Term];
  const pair = (a: Term, b: Term) => f.plus(a, f.times(b, r));
  const curve = f.times(square, f.plus(pair(c0, c1), f.times(square, pair(c2, c3))));
  return { biased, value, growth: f.plus(f.plus(missing, r), curve) };
}
