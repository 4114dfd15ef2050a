/**
 * Philox against the known answers that its authors publish (Random123, kat_vectors: philox4x32 10); the normal
 * quantile against Wichura's own values (AS 241) and Abramowitz & Stegun table 26.1; moments of each distribution
 * within five standard errors of draws with a fixed seed.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choleskyFactor } from "./cholesky.ts";
import { drawCategory, drawLogNormal, drawMultivariateNormal, drawNormal, drawWeibull } from "./draw.ts";
import { normalProbability } from "./normal-distribution.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { philox } from "./philox.ts";
import { drawPoisson, logFactorial } from "./poisson.ts";
import { type RandomStream, randomStream } from "./random-stream.ts";

const open = (purpose: string, member = 0) => randomStream({ seed: 7, purpose, member });

describe("philox4x32-10", () => {
  const ones = 0xffffffff;
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [ones, ones, ones, ones],
      [ones, ones],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])("known answer for counter %o, key %o", (counter, [key0, key1], answer) => {
    const out = new Uint32Array(4);
    philox(Uint32Array.from(counter), key0!, key1!, out);
    expect([...out]).toEqual(answer);
  });
});

describe("streams", () => {
  it("go on from a stored position with the same numbers", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat({ max: 2 ** 40 }), (drawn, member) => {
        const stream = randomStream({ seed: 3, purpose: "process", member });
        for (let i = 0; i < drawn; i++) stream.uniform();
        const stored = JSON.parse(JSON.stringify(stream.position));
        expect(stored.drawn).toBe(drawn);
        expect(randomStream(stored).uniform()).toBe(stream.uniform());
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it("differ by seed, purpose and member, and are the same for the same three", () => {
    const firsts = [
      randomStream({ seed: 1, purpose: "a", member: 0 }),
      randomStream({ seed: 2, purpose: "a", member: 0 }),
      randomStream({ seed: 2 ** 32 + 1, purpose: "a", member: 0 }),
      randomStream({ seed: 1, purpose: "b", member: 0 }),
      randomStream({ seed: 1, purpose: "a", member: 1 }),
      randomStream({ seed: 1, purpose: "a", member: 2 ** 32 }),
    ].map((stream) => stream.uniform());
    expect(new Set(firsts).size).toBe(firsts.length);
    expect(randomStream({ seed: 1, purpose: "a", member: 0 }).uniform()).toBe(firsts[0]);
  });

  it("are uniform and uncorrelated with each other", () => {
    const [a, b] = [open("x", 1), open("x", 2)];
    const n = 40_000;
    const bins = new Float64Array(100);
    let product = 0;
    for (let i = 0; i < n; i++) {
      const [u, v] = [a.uniform(), b.uniform()];
      bins[Math.floor(u * 100)]!++;
      product += (u - 0.5) * (v - 0.5);
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0);
    expect(Math.abs(chiSquare - 99)).toBeLessThan(5 * Math.sqrt(2 * 99));
    expect(Math.abs(product / n)).toBeLessThan(5 / 12 / Math.sqrt(n));
  });

  it("refuses what is no count", () => {
    expect(() => randomStream({ seed: 1.5, purpose: "a", member: 0 })).toThrow(
      expect.objectContaining({ code: "HS1401" }),
    );
    expect(() => randomStream({ seed: 1, purpose: "a", member: -1 })).toThrow("member");
  });
});

describe("the normal distribution", () => {
  it.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
    [0.975, 1.959963984540054],
    [0.5, 0],
  ])("quantile of %d", (probability, z) => {
    expect(Math.abs(normalQuantile(probability) - z)).toBeLessThanOrEqual(
      1e-15 * Math.max(1, Math.abs(z)) * 4,
    );
  });

  it("probability is the inverse of the quantile", () => {
    for (let z = -37; z < 8; z += 0.173) {
      const probability = normalProbability(z);
      const slack = z < 0 ? 1e-12 : 1e-15 / Math.exp(-0.5 * z * z);
      expect(Math.abs(normalQuantile(probability) - z)).toBeLessThan(slack + 1e-12);
    }
  });
});

/** Mean and variance of n draws, against theory, within five standard errors. */
function expectMoments(
  draw: (stream: RandomStream) => number,
  mean: number,
  variance: number,
  fourth = 3,
): void {
  const n = 20_000;
  const stream = open("moments");
  const values = Float64Array.from({ length: n }, () => draw(stream));
  const average = values.reduce((sum, value) => sum + value, 0) / n;
  const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / n;
  expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / n));
  expect(Math.abs(spread - variance)).toBeLessThan(5 * variance * Math.sqrt((fourth - 1) / n));
  expect(stream.position.drawn % n).toBe(0);
}

describe("draws", () => {
  it("normal and log-normal", () => {
    expectMoments((stream) => drawNormal(stream, 3, 2), 3, 4);
    const cv = 0.4;
    const mean = 5 * Math.sqrt(1 + cv * cv);
    expectMoments((stream) => drawLogNormal(stream, 5, cv), mean, (cv * mean) ** 2, 8);
  });

  it("Weibull: shape 2 is Rayleigh", () => {
    expectMoments(
      (stream) => drawWeibull(stream, 2, 3),
      (3 * Math.sqrt(Math.PI)) / 2,
      9 * (1 - Math.PI / 4),
      4,
    );
  });

  it.each([0.3, 4, 60, 2500])("Poisson of mean %d", (mean) => {
    expectMoments((stream) => drawPoisson(stream, mean), mean, mean, 3 + 1 / mean);
  });

  it("Poisson of mean 0 is 0, and still takes its number", () => {
    const stream = open("none");
    expect(drawPoisson(stream, 0)).toBe(0);
    expect(stream.position.drawn).toBe(1);
  });

  it("ln n! joins at its seam and equals the sum of logarithms", () => {
    let sum = 0;
    for (let n = 1; n <= 200; n++) {
      sum += Math.log(n);
      expect(Math.abs(logFactorial(n) - sum)).toBeLessThan(1e-12 * (1 + sum));
    }
  });

  it("categories in proportion to their weights", () => {
    const stream = open("categories");
    const counts = new Float64Array(3);
    for (let i = 0; i < 20_000; i++) counts[drawCategory(stream, [1, 0, 3])]!++;
    expect(counts[1]).toBe(0);
    expect(counts[0]! / 20_000).toBeCloseTo(0.25, 1);
  });

  it("multivariate normals with the covariance asked for", () => {
    const covariance = Float64Array.of(4, 1.2, 0, 1.2, 1, 0, 0, 0, 0);
    const lower = choleskyFactor(covariance, 3);
    const stream = open("joint");
    const n = 20_000;
    const sums = new Float64Array(3);
    for (let i = 0; i < n; i++) {
      const [a, b, c] = drawMultivariateNormal(
        stream,
        Float64Array.of(1, 2, 3),
        lower,
      ) as unknown as number[];
      sums[0]! += (a! - 1) ** 2 / n;
      sums[1]! += ((a! - 1) * (b! - 2)) / n;
      expect(c).toBe(3);
    }
    expect(Math.abs(sums[0]! - 4)).toBeLessThan(0.2);
    expect(Math.abs(sums[1]! - 1.2)).toBeLessThan(0.1);
    expect(() => choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toThrow(
      expect.objectContaining({ code: "HS1402" }),
    );
  });
});
