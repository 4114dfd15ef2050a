import { expect, test } from "vitest";
import { kuramotoSivashinsky } from "./kuramoto-sivashinsky.ts";

const size = 128;
const wave = (n: number, height: number) =>
  Float64Array.from({ length: size }, (_, i) => height * Math.cos((2 * Math.PI * n * i) / size));

test.each([3, 11, 16, 20])("a small wave of number %d/16 grows as its equation says", (n) => {
  const k = n / 16;
  const x = wave(n, 1e-7);
  kuramotoSivashinsky(0.5).advance(x, 0, 4);
  const grown = wave(n, 1e-7 * Math.exp(4 * (k ** 2 - k ** 4)));
  x.forEach((value, i) => {
    expect(Math.abs(value - grown[i]!)).toBeLessThan(1e-12);
  });
});

test("is of order 4, and keeps the mean", () => {
  const after = (step: number) => {
    const x = wave(1, 1).map((value, i) => value + wave(2, 0.5)[i]!);
    kuramotoSivashinsky(step).advance(x, 0, 4);
    return x;
  };
  const fine = after(1 / 32);
  const error = (step: number) => Math.max(...after(step).map((value, i) => Math.abs(value - fine[i]!)));
  expect(error(0.5) / error(0.25)).toBeGreaterThan(12);
  expect(fine.reduce((sum, value) => sum + value, 0) / size).toBeCloseTo(0, 12);
});
