import { logarithmKnots, logarithmScale } from "../../elementary/logarithm-knots.ts";
import { logarithmSeries } from "../../elementary/logarithm-parts.ts";
import { bitsOf } from "../bytes.ts";
import { single, type Term, type VectorFormulas } from "./vector-formulas.ts";

const { knots, knotBits, startHigh, ln2High, ln2Low } = logarithmScale;
const start = BigInt(startHigh) << 32n;
const mantissa = (1n << 52n) - 1n;
/** Bytes of a knot, as a power of two. */
const stride = 5;

/** ln(x·2^−shift) of normal x > 0 in two parts, by the steps of elementary/logarithm-parts.ts. */
export function logarithmParts(f: VectorFormulas, x: Term, shift?: Term): readonly [Term, Term] {
  const place = f.keep(f.apply("i64x2.add", x, f.bits(bitsOf(1) - start)));
  const offset = f.shifted("i64x2.shr_u", place, 52 - knotBits - stride);
  const offsets = f.keep(f.both(offset, f.bits(BigInt((knots - 1) << stride))));
  const [factor, knot] = f.pairs(logarithmKnots, offsets);
  const [knotRest] = f.pairs(logarithmKnots, offsets, 16);
  const unbiased = f.minus(
    f.either(f.shifted("i64x2.shr_u", place, 52), f.number(2 ** 52)),
    f.number(2 ** 52 + 1023),
  );
  const k = f.keep(shift === undefined ? unbiased : f.minus(unbiased, shift));

  const z = f.keep(f.apply("i64x2.add", f.both(place, f.bits(mantissa)), f.bits(start)));
  const zFirst = f.keep(single(f, z));
  const rFirst = f.keep(f.minus(f.times(zFirst, factor), f.number(1)));
  const rRest = f.keep(f.times(f.minus(z, zFirst), factor));
  const r = f.keep(f.plus(rFirst, rRest));

  const whole = f.keep(f.plus(f.times(k, f.number(ln2High)), knot));
  const sum = f.keep(f.plus(whole, r));
  const half = f.keep(f.times(f.number(-0.5), rFirst));
  const square = f.keep(f.times(rFirst, half));
  const first = f.keep(f.plus(sum, square));
  const lost = f.plus(
    f.plus(f.plus(f.times(k, f.number(ln2Low)), knotRest), f.plus(f.minus(whole, sum), r)),
    f.plus(f.minus(rFirst, r), rRest),
  );
  const missing = f.plus(
    f.plus(lost, f.plus(f.minus(sum, first), square)),
    f.times(rRest, f.minus(half, f.times(f.number(0.5), r))),
  );
  return [first, f.keep(f.plus(missing, curve(f, r)))];
}

/** r³ times the polynomial. */
function curve(f: VectorFormulas, r: Term): Term {
  const s = f.keep(f.times(r, r));
  const [c0, c1, c2, c3, c4, c5] = logarithmSeries.map(f.number) as [Term, Term, Term, Term, Term, Term];
  const pair = (a: Term, b: Term) => f.plus(a, f.times(b, r));
  const high = f.plus(pair(c2, c3), f.times(s, pair(c4, c5)));
  return f.times(f.times(r, s), f.plus(pair(c0, c1), f.times(s, high)));
}
