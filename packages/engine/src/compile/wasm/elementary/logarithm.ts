import { FunctionCode, type Local } from "../function-code.ts";

/** ln 2 in two parts: the first has so few bits that a whole number times it is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** The sum c[0] + c[1]·x + c[2]·x² + … */
function polynomial(code: FunctionCode, x: Local, coefficients: readonly number[]): void {
  const [last, ...rest] = coefficients.toReversed();
  code.number(last!);
  for (const coefficient of rest) code.get(x).op("f64x2.mul").number(coefficient).op("f64x2.add");
}

/**
 * (x) → ln x, through the reductions, coefficients and order of operations of fdlibm (Sun Microsystems 1993, e_log; below
 * 1 ulp), as Math.log does in V8 and SpiderMonkey: there the bits are equal.
 */
export function logarithm(): FunctionCode {
  const code = new FunctionCode(["v128"], ["v128"]);
  const x = 0;
  const [tiny, bits, k, mantissa, f, s, z, w] = Array.from({ length: 8 }, () => code.local("v128")) as [
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const [square, series, low, result] = Array.from({ length: 4 }, () => code.local("v128")) as [
    Local,
    Local,
    Local,
    Local,
  ];
  code
    .get(x)
    .number(2 ** -1022)
    .op("f64x2.lt")
    .set(tiny);
  code
    .get(x)
    .number(2 ** 54)
    .op("f64x2.mul")
    .get(x)
    .get(tiny)
    .op("v128.bitselect");
  // Adding the distance from √½ to 1 carries into the exponent where the mantissa is above √2.
  code
    .bits(0x3ff0000000000000n - 0x3fe6a09c00000000n)
    .op("i64x2.add")
    .set(bits);
  code.get(bits).integer(52).op("i64x2.shr_u").bits(0x4330000000000000n).op("v128.or");
  code.number(4503599627370496 + 1023).op("f64x2.sub");
  code.get(tiny).number(54).op("v128.and", "f64x2.sub").set(k);
  code.get(bits).bits(0x000fffffffffffffn).op("v128.and").bits(0x3fe6a09c00000000n).op("i64x2.add");
  code.tee(mantissa).number(1).op("f64x2.sub").tee(f);
  code
    .number(2)
    .get(f)
    .op("f64x2.add", "f64x2.div")
    .tee(s)
    .get(s)
    .op("f64x2.mul")
    .tee(z)
    .get(z)
    .op("f64x2.mul")
    .set(w);
  code.get(k).number(ln2Low).op("f64x2.mul").set(low);
  code.get(w);
  polynomial(code, w, [0.3999999999940942, 0.22222198432149784, 0.15313837699209373]);
  code.op("f64x2.mul").get(z);
  polynomial(code, w, [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605116586]);
  code.op("f64x2.mul", "f64x2.add").set(series);
  code.get(f).number(0.5).op("f64x2.mul").get(f).op("f64x2.mul").set(square);

  // Three ways to the part below f: near √2, elsewhere, and next to 1.
  code
    .get(square)
    .get(s)
    .get(square)
    .get(series)
    .op("f64x2.add", "f64x2.mul")
    .get(low)
    .op("f64x2.add", "f64x2.sub");
  code.get(s).get(f).get(series).op("f64x2.sub", "f64x2.mul").get(low).op("f64x2.sub");
  code.get(mantissa).bits(0x3ff6147a00000000n).op("f64x2.ge");
  code.get(mantissa).bits(0x3fe6b85200000000n).op("f64x2.lt", "v128.or", "v128.bitselect").set(result);
  code
    .get(f)
    .get(f)
    .op("f64x2.mul")
    .number(0.5)
    .get(f)
    .number(1 / 3)
    .op("f64x2.mul", "f64x2.sub", "f64x2.mul");
  code.get(low).op("f64x2.sub").get(result);
  code.get(mantissa).bits(0x3feffffe00000000n).op("f64x2.ge");
  code.get(mantissa).bits(0x3ff0000100000000n).op("f64x2.lt", "v128.and", "v128.bitselect").set(result);
  code.get(k).number(ln2High).op("f64x2.mul").get(result).get(f).op("f64x2.sub", "f64x2.sub").set(result);

  code
    .get(x)
    .number(0)
    .op("f64x2.gt")
    .get(x)
    .number(Number.POSITIVE_INFINITY)
    .op("f64x2.lt", "v128.and", "v128.not");
  code
    .tee(w)
    .op("v128.any_true")
    .if(() => {
      code.number(Number.NEGATIVE_INFINITY);
      code.get(x).number(Number.NaN).get(x).number(0).op("f64x2.gt", "v128.bitselect");
      code.get(x).number(0).op("f64x2.eq", "v128.bitselect");
      code.get(result).get(w).op("v128.bitselect").set(result);
    });
  return code.get(result);
}
