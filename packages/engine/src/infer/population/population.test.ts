/**
 * Where predictions are linear in the effects, first-order conditional estimation is exact: its objective is −2 ln of the
 * marginal likelihood. SAEM must find the same numbers, importance sampling the same likelihood, and Louis's information
 * the same standard errors as differences of the exact one.
 */
import { expect, test } from "vitest";
import { randomStream } from "../../ensemble/random-stream.ts";
import { mapEstimate } from "../map/map-estimate.ts";
import { prepareModel } from "../map/prepare-model.ts";
import { DataSimulator } from "../map/simulate-data.ts";
import { mixed as lineModel, subject as lineSubject } from "../map/test/line.ts";
import { assessPopulation } from "./assess-population.ts";
import { estimateBySaem } from "./estimate-by-saem.ts";
import { estimatePopulation } from "./estimate-population.ts";
import type { Estimated } from "./estimated.ts";

const times = [0.5, 1, 2, 4];
const truth = prepareModel({ ...lineModel, parameters: { level: 12 } });
const subjects = Array.from({ length: 50 }, (_, member) => {
  const design = lineSubject(times.map((time) => [time, 0] as const));
  const stream = randomStream({ seed: 21, member, purpose: "population" });
  const values = new DataSimulator(truth, design).draw(stream);
  return lineSubject(times.map((time, i) => [time, values[i]!] as const));
});
const estimated: readonly Estimated[] = [
  { name: "level", start: 10, scale: "as it is", centreOf: "eta1" },
  { name: "noise", start: 0.8, scale: "logarithm" },
];
const blocks = [{ places: [[0, 1]], fixed: false }];
const start = { ...lineModel, omega: Float64Array.of(1, 0.1, 0.1, 1) };
const stream = randomStream({ seed: 1, member: 0, purpose: "saem" });

const focei = estimatePopulation(start, subjects, estimated, blocks);
const bySaem = estimateBySaem(start, subjects, estimated, blocks, { burnIn: 120, averaging: 300, stream });
const assessment = assessPopulation(start, subjects, focei, { estimated, blocks }, { count: 200, stream });

test("both methods find the same numbers, near the truth", () => {
  expect(focei.converged && bySaem.converged).toBe(true);
  expect(Math.abs(focei.parameters.level! - 12)).toBeLessThan(0.7);
  expect(Math.abs(focei.parameters.noise! / 0.5 - 1)).toBeLessThan(0.3);
  expect(Math.abs(bySaem.parameters.level! - focei.parameters.level!)).toBeLessThan(0.03);
  expect(Math.abs(bySaem.parameters.noise! / focei.parameters.noise! - 1)).toBeLessThan(0.03);
  bySaem.omega.forEach((value, at) => {
    expect(Math.abs(value - focei.omega[at]!)).toBeLessThan(0.05 * (focei.omega[0]! + focei.omega[3]!));
  });
  expect(bySaem.objective - focei.objective).toBeLessThan(0.1);
});

test("importance sampling finds the exact likelihood", () => {
  const miss = Math.abs(assessment.minusTwoLogLikelihood - focei.objective);
  expect(assessment.chanceError).toBeLessThan(1);
  expect(miss).toBeLessThan(4 * assessment.chanceError);
});

test("standard errors are those of the exact likelihood's curvature", () => {
  const at = (level: number, noise: number) => {
    const prepared = prepareModel({ ...lineModel, omega: focei.omega, parameters: { level, noise } });
    return subjects.reduce((sum, subject) => sum + mapEstimate(prepared, subject).objective, 0);
  };
  const { level, noise } = focei.parameters as { level: number; noise: number };
  const curvature = (one: (by: number) => number, h: number) => (one(h) - 2 * one(0) + one(-h)) / (2 * h * h);
  // Neither depends much on the other numbers here: 1/√curvature.
  const levelError = 1 / Math.sqrt(curvature((by) => at(level + by, noise), 0.02));
  const noiseError = 1 / Math.sqrt(curvature((by) => at(level, noise + by), 0.01));
  expect(assessment.undetermined).toEqual([]);
  expect(assessment.standardErrors.level! / levelError).toBeGreaterThan(0.98);
  expect(assessment.standardErrors.level! / levelError).toBeLessThan(1.15);
  expect(assessment.standardErrors.noise! / noiseError).toBeGreaterThan(0.95);
  expect(assessment.standardErrors.noise! / noiseError).toBeLessThan(1.3);
});

test("a number that stays, and a block that stays", () => {
  const fixed = [{ places: [[0, 1]], fixed: true }];
  const { omega } = estimateBySaem(start, subjects, estimated, fixed, { burnIn: 3, averaging: 2, stream });
  expect(omega).toEqual(start.omega);
  expect(estimatePopulation(start, subjects, estimated, fixed).omega).toEqual(start.omega);
});

test("effects of occasions share one variance, which both methods find", () => {
  const shared = [{ places: [[0], [1]], fixed: false }];
  const alike = { ...lineModel, omega: Float64Array.of(1, 0, 0, 1) };
  const one = estimatePopulation(alike, subjects, estimated, shared);
  const other = estimateBySaem(alike, subjects, estimated, shared, { burnIn: 80, averaging: 80, stream });
  const [between, cross, , same] = one.omega;
  expect([cross, same]).toEqual([0, between]);
  expect(other.omega[3]).toBe(other.omega[0]);
  expect(Math.abs(other.omega[0]! / between! - 1)).toBeLessThan(0.1);
  const { omegaErrors } = assessPopulation(
    alike,
    subjects,
    one,
    { estimated, blocks: shared },
    { count: 100, stream },
  );
  // Two places a person: the relative error is near 1/√50 where the effects are well known.
  expect(omegaErrors[0]! / between!).toBeGreaterThan(0.14);
  expect(omegaErrors[0]! / between!).toBeLessThan(0.25);
  expect(omegaErrors[3]).toBe(omegaErrors[0]);
});

test("a logarithm that could be a factor of 20,000 either way is told to be undetermined; a large number is not", () => {
  const parameters = { level: 12, slope: 1e-5, noise: 1e5 };
  const flat = prepareModel({ ...lineModel, parameters });
  const people = Array.from({ length: 20 }, (_, member) => {
    const design = lineSubject(times.map((time) => [time, 0] as const));
    const values = new DataSimulator(flat, design).draw(randomStream({ seed: 5, member, purpose: "flat" }));
    return lineSubject(times.map((time, i) => [time, values[i]!] as const));
  });
  const found = { parameters, omega: lineModel.omega, people: people.map((one) => mapEstimate(flat, one)) };
  const numbers: readonly Estimated[] = [
    { name: "slope", start: 1e-5, scale: "logarithm" },
    { name: "level", start: 12, scale: "as it is" },
    { name: "noise", start: 1e5, scale: "logarithm" },
  ];
  const kept = [{ places: [[0, 1]], fixed: true }];
  const { standardErrors, undetermined } = assessPopulation(
    lineModel,
    people,
    found,
    { estimated: numbers, blocks: kept },
    { count: 50, stream },
  );
  expect(undetermined).toEqual(["slope"]);
  expect(standardErrors.slope).toBeNaN();
  // √(noise/(times·people)), more than the limit for logarithms.
  expect(standardErrors.level! / Math.sqrt(1e5 / 80)).toBeGreaterThan(0.9);
  expect(standardErrors.level).toBeGreaterThan(10);
  expect(standardErrors.noise! / 1e5).toBeLessThan(0.3);
});

test("where people do not differ, centres are as sure as the data make them, and no surer", () => {
  const alike = Float64Array.of(1e-14, 0, 0, 1e-14);
  const parameters = { level: 12, noise: 0.5 };
  const prepared = prepareModel({ ...lineModel, omega: alike, parameters });
  const design = lineSubject(times.map((time) => [time, 0] as const));
  const people = Array.from({ length: 20 }, (_, member) => {
    const values = new DataSimulator(prepared, design).draw(
      randomStream({ seed: 9, member, purpose: "alike" }),
    );
    return lineSubject(times.map((time, i) => [time, values[i]!] as const));
  });
  const found = { parameters, omega: alike, people: people.map((one) => mapEstimate(prepared, one)) };
  const { standardErrors, undetermined } = assessPopulation(
    lineModel,
    people,
    found,
    { estimated, blocks },
    { count: 100, stream },
  );
  // Least squares of a level alone: √(variance of the residual/values).
  expect(standardErrors.level! / Math.sqrt(0.5 / 80)).toBeGreaterThan(0.97);
  expect(standardErrors.level! / Math.sqrt(0.5 / 80)).toBeLessThan(1.03);
  expect(undetermined).toContain("variance of eta1");
  expect(undetermined).not.toContain("level");
});

test("one person is enough for SAEM, whose spreads then fall; without data nothing is estimated", () => {
  const one = estimateBySaem(start, subjects.slice(0, 1), estimated, blocks, {
    burnIn: 60,
    averaging: 60,
    stream,
  });
  expect(one.parameters.level).toBeGreaterThan(5);
  expect(one.parameters.level).toBeLessThan(20);
  expect(one.omega[0]).toBeGreaterThan(0);
  expect(one.shrinkage[0]).toBeNaN();
  const nobody = subjects.slice(0, 2).map((subject) => ({ ...subject, measurements: [] }));
  const none = expect.objectContaining({ code: "HS1659" });
  expect(() => estimatePopulation(start, nobody, estimated, blocks)).toThrowError(none);
  expect(() =>
    estimateBySaem(start, nobody, estimated, blocks, { burnIn: 2, averaging: 2, stream }),
  ).toThrowError(none);
});

test("SAEM moves numbers that only their sum is told of by the same, and lets them not wander", () => {
  const both: readonly Estimated[] = [
    { name: "level", start: 10, scale: "as it is" },
    { name: "further", start: 0, scale: "as it is" },
  ];
  const fixed = [{ places: [[0, 1]], fixed: true }];
  const { parameters } = estimateBySaem(start, subjects, both, fixed, { burnIn: 60, averaging: 60, stream });
  const { level, further } = parameters as { level: number; further: number };
  expect(Math.abs(level + further - focei.parameters.level!)).toBeLessThan(0.1);
  expect(Math.abs(level - 10 - further)).toBeLessThan(0.1);
});
