import { leastNormal, mostExponent, subnormalShift } from "../../elementary/power.ts";
import { FunctionCode } from "../function-code.ts";
import { anyFarOut, farOutExponential, ordinaryExponential } from "./exponential.ts";
import { logarithmParts } from "./logarithm-parts.ts";
import { single, type Term, VectorFormulas } from "./vector-formulas.ts";

const infinity = Number.POSITIVE_INFINITY;
const signBit = 1n << 63n;

/** (x, y) → x^y, by the steps of elementary/power.ts; `atEdges` is the function for pairs with a lane that is special. */
export function power(atEdges: number): FunctionCode {
  const code = new FunctionCode(["v128", "v128"], ["v128"]);
  const f = new VectorFormulas(code);
  const [x, y] = [f.argument(0), f.argument(1)];
  const normal = f.both(
    f.apply("f64x2.ge", x, f.number(leastNormal)),
    f.apply("f64x2.lt", x, f.number(infinity)),
  );
  const moderate = f.apply("f64x2.lt", f.apply("f64x2.abs", y), f.number(mostExponent));
  const [exponent, rest] = product(f, y, logarithmParts(f, x));
  ordinaryExponential(f, exponent, rest)();
  f.apply("v128.any_true", f.apply("v128.not", f.both(normal, moderate)))();
  anyFarOut(f, exponent)();
  code.op("i32.or").if(() => code.get(0).get(1).call(atEdges).op("return"));
  return code;
}

/** (x, y) → x^y for any x and y. */
export function powerAtEdges(): FunctionCode {
  const code = new FunctionCode(["v128", "v128"], ["v128"]);
  const f = new VectorFormulas(code);
  const [x, y] = [f.argument(0), f.argument(1)];
  const size = f.keep(f.apply("f64x2.abs", x));
  const whole = f.keep(isWhole(f, y));
  const odd = f.both(whole, f.apply("v128.not", isWhole(f, f.times(y, f.number(0.5)))));
  const sign = f.both(odd, f.both(x, f.bits(signBit)));
  const signed = f.apply("v128.xor", sizeOfPower(f, size, y), sign);
  // A mask of all ones is a NaN.
  const value = f.either(signed, noNumber(f, x, y, size, whole));
  f.choose(f.apply("f64x2.eq", y, f.number(0)), f.number(1), value)();
  return code;
}

const isWhole = (f: VectorFormulas, y: Term): Term => f.apply("f64x2.eq", f.apply("f64x2.trunc", y), y);

function noNumber(f: VectorFormulas, x: Term, y: Term, size: Term, whole: Term): Term {
  const is = (a: Term, b: number) => f.apply("f64x2.eq", a, f.number(b));
  const negative = f.both(
    f.apply("f64x2.lt", x, f.number(0)),
    f.apply("v128.not", f.either(whole, is(size, infinity))),
  );
  const oneToInfinity = f.both(is(size, 1), is(f.apply("f64x2.abs", y), infinity));
  const given = f.either(f.apply("f64x2.ne", x, x), f.apply("f64x2.ne", y, y));
  return f.either(f.either(negative, oneToInfinity), given);
}

function sizeOfPower(f: VectorFormulas, size: Term, y: Term): Term {
  const tiny = f.keep(f.apply("f64x2.lt", size, f.number(leastNormal)));
  const normal = f.keep(f.choose(tiny, f.times(size, f.number(2 ** subnormalShift)), size));
  const bounded = f.keep(
    f.apply("f64x2.pmin", f.apply("f64x2.pmax", y, f.number(-mostExponent)), f.number(mostExponent)),
  );
  const shift = f.both(tiny, f.number(subnormalShift));
  const [exponent, rest] = product(f, bounded, logarithmParts(f, normal, shift));
  const moderate = farOutExponential(f, exponent, rest);
  const zero = f.keep(f.apply("f64x2.eq", size, f.number(0)));
  const extreme = f.either(zero, f.apply("f64x2.eq", size, f.number(infinity)));
  const grows = f.apply("v128.xor", zero, f.apply("f64x2.gt", y, f.number(0)));
  return f.choose(extreme, f.both(f.number(infinity), grows), moderate);
}

/** y·(first + rest) in two parts, of which the first is exact. */
function product(f: VectorFormulas, y: Term, parts: readonly [Term, Term]): readonly [Term, Term] {
  const [sum, low] = parts;
  const yFirst = f.keep(single(f, y));
  const first = f.keep(single(f, f.plus(sum, low)));
  const rest = f.plus(f.minus(sum, first), low);
  const cross = f.plus(f.times(f.minus(y, yFirst), first), f.times(y, rest));
  return [f.keep(f.times(yFirst, first)), f.keep(cross)];
}
