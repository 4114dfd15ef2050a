/**
 * The vector functions give the bits of the plain ones (exp, tanh, pow) or of the runtime's (log), over their whole
 * range, at the seams of their reductions and at every special value, in both lanes, which do not touch each other.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binaryOperations, unaryOperations } from "../../operations.ts";
import { ConstantPool } from "../constant-pool.ts";
import { FunctionCode } from "../function-code.ts";
import { ModuleWriter } from "../module-bytes.ts";
import { webAssembly } from "../web-assembly.ts";
import { calledFunctions, inlinedFunctions } from "./own-functions.ts";

type OnLanes = (lane: 0 | 1, ...pairs: readonly number[]) => number;

/** Every function of our own: given a pair an argument, its value in one lane. */
function machine(): Readonly<Record<string, OnLanes>> {
  const writer = new ModuleWriter();
  const indices = Object.fromEntries([
    ...Object.entries(calledFunctions).map(([name, add]) => [name, add(writer)] as const),
    ...Object.entries(inlinedFunctions).map(([name, write]) => {
      const code = new FunctionCode(["v128"], ["v128"]);
      write(code.get(0));
      return [name, writer.add(code)] as const;
    }),
  ]);
  for (const [name, index] of Object.entries(indices)) {
    const count = name in binaryOperations ? 2 : 1;
    for (const lane of [0, 1] as const) {
      const code = new FunctionCode(
        Array.from({ length: 2 * count }, () => "f64" as const),
        ["f64"],
      );
      for (let i = 0; i < count; i++) {
        code
          .get(2 * i)
          .op("f64x2.splat")
          .get(2 * i + 1)
          .replaceLane(1);
      }
      writer.add(code.call(index).lane(lane), `${name}${lane}`);
    }
  }
  const wasm = webAssembly()!;
  const { exports } = new wasm.Instance(new wasm.Module(writer.bytes(new ConstantPool(64))), { math: {} });
  const all = exports as Readonly<Record<string, (...pairs: readonly number[]) => number>>;
  const names = Object.keys(indices);
  return Object.fromEntries(
    names.map((name) => [name, (lane, ...pairs) => all[`${name}${lane}`]!(...pairs)]),
  );
}

const run = machine();
const anywhere = fc.double();
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const numbers = {
  exp: fc.oneof(anywhere, between(-750, 715), between(-2, 2)),
  log: fc.oneof(anywhere, between(0, 1e300), between(0.5, 2)),
  tanh: fc.oneof(anywhere, between(-1, 1), between(-25, 25)),
} as const;
const specials = [
  0,
  1,
  2,
  3,
  0.5,
  1.5,
  5e-324,
  2.5e-310,
  2 ** -1022,
  1 - 2 ** -53,
  1 + 2 ** -52,
  Math.SQRT1_2,
  Math.SQRT2,
  0.625,
  689.9,
  690,
  709.78,
  709.79,
  745.13,
  745.14,
  1023,
  1024,
  1074,
  1075,
  2 ** 52 + 1,
  2 ** 53 + 2,
  2 ** 65,
  1e300,
  1.7e308,
  4503599627370495.5,
  Number.POSITIVE_INFINITY,
].flatMap((x) => [x, -x]);
const all = [...specials, Number.NaN];

describe.each(["exp", "log", "tanh"] as const)("%s", (name) => {
  const plain = unaryOperations[name];

  it("has the bits of the plain function in both lanes", () => {
    fc.assert(
      fc.property(numbers[name], numbers[name], (x, y) => {
        expect(run[name]!(0, x, y)).toBe(plain(x));
        expect(run[name]!(1, x, y)).toBe(plain(y));
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  it.each(all)("is the same at %d", (x) => {
    expect(run[name]!(0, x, 0.3)).toBe(plain(x));
    expect(run[name]!(1, Number.NaN, x)).toBe(plain(x));
  });
});

describe("pow", () => {
  const plain = binaryOperations.pow;
  const check = (x: number, y: number, otherX: number, otherY: number) => {
    expect(run.pow!(0, x, otherX, y, otherY)).toBe(plain(x, y));
    expect(run.pow!(1, otherX, x, otherY, y)).toBe(plain(x, y));
  };

  it("has the bits of the plain function in both lanes", () => {
    const base = fc.oneof(anywhere, between(0, 100), between(0.9, 1.1), fc.integer({ min: -9, max: 9 }));
    const power = fc.oneof(anywhere, between(-12, 12), between(-1e4, 1e4), fc.integer({ min: -40, max: 40 }));
    fc.assert(
      fc.property(base, power, base, power, (x, y, otherX, otherY) => check(x, y, otherX, otherY)),
      { numRuns: 20000, seed: 1 },
    );
  });

  it("is the same at all special values, beside ordinary and special ones", () => {
    for (const x of all) {
      for (const y of all) {
        check(x, y, 1.3, 2.7);
        check(x, y, y, x);
      }
    }
  });
});
