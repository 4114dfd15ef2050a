/**
 * The vector functions are within 2 ulp of the runtime's own (which are below 1 ulp: fdlibm), over their whole range,
 * at the seams of their reductions, and at every special value; in V8 the exponential and logarithm are equal to it.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hyperbolicTangent as reference } from "../hyperbolic-tangent.ts";
import { ConstantPool } from "./constant-pool.ts";
import { FunctionCode } from "./function-code.ts";
import { ModuleWriter } from "./module-bytes.ts";
import { exponential, hyperbolicTangent, logarithm } from "./vector-math.ts";
import { webAssembly } from "./web-assembly.ts";

type OnLane = (x: number, y: number) => number;

/** Each function as a scalar one: x goes through the first lane, y through the second; the sum of both is not taken. */
function machine() {
  const writer = new ModuleWriter();
  const exp = writer.add(exponential());
  const tanh = new FunctionCode(["v128"], ["v128"]);
  hyperbolicTangent(tanh.get(0));
  const functions = { exp, log: writer.add(logarithm()), tanh: writer.add(tanh) };
  for (const [name, index] of Object.entries(functions)) {
    for (const lane of [0, 1] as const) {
      const code = new FunctionCode(["f64", "f64"], ["f64"]);
      code.get(0).op("f64x2.splat").get(1).replaceLane(1).call(index).lane(lane);
      writer.add(code, `${name}${lane}`);
    }
  }
  const wasm = webAssembly()!;
  const instance = new wasm.Instance(new wasm.Module(writer.bytes(new ConstantPool(64))), { math: {} });
  return instance.exports as Readonly<Record<string, OnLane>>;
}

const bits = new DataView(new ArrayBuffer(8));
function ordinal(x: number): bigint {
  bits.setFloat64(0, x);
  const pattern = bits.getBigInt64(0);
  return pattern < 0n ? -(pattern & 0x7fffffffffffffffn) : pattern;
}

/** How many doubles lie between the two. */
function ulps(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b))
    return Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(Number(ordinal(a) - ordinal(b)));
}

const run = machine();
const cases = [
  ["exp", Math.exp, fc.double({ min: -750, max: 715, noNaN: true })],
  ["exp", Math.exp, fc.double({ min: -2, max: 2, noNaN: true })],
  ["log", Math.log, fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })],
  ["log", Math.log, fc.double({ min: 0.5, max: 2, noNaN: true })],
  ["tanh", Math.tanh, fc.double({ min: -1, max: 1, noNaN: true })],
  ["tanh", Math.tanh, fc.double({ min: -25, max: 25, noNaN: true })],
] as const;
const specials = [
  0,
  -0,
  1,
  -1,
  5e-324,
  2 ** -1022,
  1e308,
  Math.SQRT2,
  Math.SQRT1_2,
  0.5,
  0.625,
  -0.625,
  709.78,
  709.79,
];
const all = [...specials, -745.13, -745.14, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];

describe.each(cases)("%s", (name, exact, numbers) => {
  it("is within 2 ulp in both lanes, which do not touch each other", () => {
    fc.assert(
      fc.property(numbers, numbers, (x, y) => {
        expect(ulps(run[`${name}0`]!(x, y), exact(x))).toBeLessThanOrEqual(2);
        expect(ulps(run[`${name}1`]!(x, y), exact(y))).toBeLessThanOrEqual(2);
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  it.each(all)("is right at %d", (x) => {
    expect(ulps(run[`${name}0`]!(x, 0.3), exact(x))).toBeLessThanOrEqual(1);
    expect(ulps(run[`${name}1`]!(Number.NaN, x), exact(x))).toBeLessThanOrEqual(1);
  });
});

it("gives tanh the bits of the reference", () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
      expect(run.tanh0!(x, 0)).toBe(reference(x));
    }),
    { numRuns: 5000, seed: 2 },
  );
});
