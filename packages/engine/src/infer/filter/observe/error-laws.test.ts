/** Every law of a measurement's error: what a normal belief learns from it, against integrals over the belief. */
import { describe, expect, test } from "vitest";
import { aboveLaw, belowLaw } from "./censored-law.ts";
import type { ErrorLaw } from "./error-law.ts";
import { huberLaw } from "./huber-law.ts";
import { logNormalDensity, normalLaw } from "./normal-law.ts";
import { studentLaw } from "./student-law.ts";

const densities: readonly ErrorLaw[] = [
  normalLaw,
  studentLaw(1.5),
  studentLaw(4),
  studentLaw(300),
  huberLaw(2),
];
const censored: readonly ErrorLaw[] = [belowLaw, aboveLaw];
const named = (laws: readonly ErrorLaw[]) => laws.map((law, i) => [`${law.name} (${i})`, law] as const);

/** Evidence, mean shift and variance of the posterior of a belief N(0, spread), by the trapezoidal rule. */
function integrated(law: ErrorLaw, residual: number, spread: number, variance: number) {
  const sd = Math.sqrt(spread);
  let [mass, first, second] = [0, 0, 0];
  const step = sd / 50;
  for (let h = -14 * sd; h <= 14 * sd; h += step) {
    const density = Math.exp(logNormalDensity(h, spread) + law.logDensity(residual - h, variance));
    mass += density;
    first += h * density;
    second += h * h * density;
  }
  const mean = first / mass;
  return { logEvidence: Math.log(mass * step), mean, variance: second / mass - mean * mean };
}

const settings = [
  [0.3, 1, 1],
  [-2.5, 4, 0.5],
  [6, 1, 2],
] as const;

test.each(named(densities))("%s has a density that integrates to 1", (_, law) => {
  let sum = 0;
  for (let u = -30; u < 30; u += 5e-3) {
    const residual = Math.sinh(u);
    sum += 5e-3 * Math.cosh(u) * Math.exp(law.logDensity(residual, 2));
  }
  expect(sum).toBeCloseTo(1, 6);
});

const exact = [...densities.filter(({ name }) => name !== "huber"), ...censored];

describe.each(named(exact))("%s", (_, law) => {
  test.each(settings)(
    "evidence at a residual of %d, spread %d, variance %d is the integral",
    (r, spread, variance) => {
      expect(law.site(r, spread, variance).logEvidence).toBeCloseTo(
        integrated(law, r, spread, variance).logEvidence,
        6,
      );
    },
  );
});

describe.each(named([normalLaw, ...censored]))("%s", (_, law) => {
  test.each(settings)(
    "site at a residual of %d, spread %d, variance %d has the posterior's moments",
    (r, spread, variance) => {
      const wanted = integrated(law, r, spread, variance);
      const site = law.site(r, spread, variance);
      const gain = spread / (spread + site.variance);
      expect(gain * site.residual).toBeCloseTo(wanted.mean, 6);
      expect(spread * (1 - gain)).toBeCloseTo(wanted.variance, 6);
    },
  );
});

describe.each(named([...densities, ...censored]))("%s", (_, law) => {
  test("never teaches more than a normal measurement, nor breaks far out", () => {
    for (const residual of [-1e6, -300, -40, -1, 0, 1, 40, 300, 1e6])
      for (const spread of [0, 1e-6, 1, 1e6]) {
        const site = law.site(residual, spread, 2);
        expect(site.variance).toBeGreaterThanOrEqual(2 * (1 - 1e-9) * (law.name === "student" ? 0.5 : 1));
        expect(Number.isFinite(site.residual)).toBe(true);
        expect(Number.isNaN(site.logEvidence)).toBe(false);
      }
  });
});

test("Student's law of many degrees is the normal one, and of few follows a wild reading less", () => {
  expect(studentLaw(1e6).site(3, 1, 2).variance).toBeCloseTo(2, 4);
  expect(studentLaw(3).site(30, 1, 2).variance).toBeGreaterThan(100);
});

test("Huber's law moves a belief by no more than its limit", () => {
  const { residual, variance } = huberLaw(3).site(50, 4, 5);
  expect((4 / (4 + variance)) * residual).toBeCloseTo((4 / 9) * 3 * 3, 10);
});
