/** What every sampler does: moments and evidence of laws that are known, reproducible chains, refusals. */
import { describe, expect, test } from "vitest";
import { affineEnsemble } from "./affine-ensemble.ts";
import { normalStart } from "./normal-start.ts";
import { nuts } from "./nuts/nuts.ts";
import { runChain, runSampler } from "./run-sampler.ts";
import { allSamplers } from "./test/all-samplers.ts";
import { knownTargets, ridge, targetOf } from "./test/targets.ts";

const usual = { seed: 1, draws: 400, warmUp: 300 };
const correlated = knownTargets[0]!.target;
const coded = (code: string) => expect.objectContaining({ code });

describe.each(allSamplers)("%s", (_, sampler) => {
  test.each(knownTargets)("$is: means, spreads and evidence within Monte-Carlo error", (known) => {
    const sample = runSampler(known.target, sampler, usual);
    sample.summaries.forEach(({ mean, sd, error, bulkSize, rHat }, k) => {
      expect(Math.abs(mean - known.mean[k]!) / error.mean).toBeLessThan(4);
      expect(Math.abs(sd - known.sd[k]!) / error.sd).toBeLessThan(4);
      expect(bulkSize).toBeGreaterThan(100);
      expect(rHat).toBeLessThan(1.05);
    });
    for (const { logEvidence = known.logEvidence } of sample.chains)
      expect(Math.abs(logEvidence - known.logEvidence)).toBeLessThan(0.25);
  });

  test("a chain is the same alone as in company, and by the same seed", () => {
    const plan = { draws: 30, warmUp: 40 };
    const sample = runSampler(correlated, sampler, { seed: 5, chains: 3, most: 70, ...plan });
    const alone = runChain(correlated, sampler, plan, { seed: 5, index: 2 });
    expect(alone).toEqual(sample.chains[2]);
    expect(sample.chains[0]!.points).not.toEqual(sample.chains[1]!.points);
    expect(runChain(correlated, sampler, plan, { seed: 6, index: 2 }).points).not.toEqual(alone.points);
  });

  test("tells its progress, and stops when cancelled", () => {
    const told: number[] = [];
    const left: number[] = [];
    const progress = (done: number, total: number) => {
      told.push(done);
      left.push(total - done);
    };
    runSampler(correlated, sampler, { seed: 1, chains: 2, draws: 20, warmUp: 20, progress });
    expect(left.at(-1)).toBe(0);
    expect(left.every((value) => value >= 0)).toBe(true);
    expect(told.every((value, i) => i === 0 || value >= told[i - 1]!)).toBe(true);
    const signal = { aborted: true };
    expect(() => runSampler(correlated, sampler, { seed: 1, signal })).toThrowError(coded("HS1665"));
  });

  test("chains go on until their diagnostics hold; cut short, the complaints name what is not known", () => {
    const first = { seed: 3, draws: 8, warmUp: sampler.name === "smc" ? 0 : 8 };
    const whole = runSampler(correlated, sampler, { ...first, most: 4000 });
    expect(whole.complaints.filter(({ kind }) => kind !== "divergent")).toEqual([]);
    for (const { bulkSize, tailSize, rHat } of whole.summaries) {
      expect(Math.min(bulkSize, tailSize)).toBeGreaterThanOrEqual(400);
      expect(rHat).toBeLessThanOrEqual(1.01);
    }
    const cut = runSampler(correlated, sampler, { ...first, most: first.draws + first.warmUp });
    expect(cut.chains[0]!.values[0]!.length).toBe(8 * cut.chains[0]!.width);
    expect(cut.complaints.find(({ kind }) => kind === "few draws")!.quantities).toEqual(["a", "b"]);
  });

  test("a density that is 0 wherever it looks is refused", () => {
    const nowhere = targetOf(["a"], () => Number.NEGATIVE_INFINITY);
    expect(() => runSampler(nowhere, sampler, usual)).toThrowError(coded("HS1661"));
    const noNumber = targetOf(["a"], () => Number.NaN);
    expect(() => runSampler(noNumber, sampler, usual)).toThrowError(coded("HS1661"));
  });

  test("a density that is infinite is refused", () => {
    const pole = targetOf(["a"], () => Number.POSITIVE_INFINITY);
    expect(() => runSampler(pole, sampler, usual)).toThrowError(coded("HS1662"));
  });

  test("a gradient that is not the density's is refused, and named", () => {
    const wrong = targetOf(["right", "wrong"], (at, gradient) => {
      if (gradient) gradient.set([-at[0]!, at[1]!]);
      return -0.5 * (at[0]! ** 2 + at[1]! ** 2);
    });
    expect(() => runSampler(wrong, sampler, usual)).toThrowError(
      expect.objectContaining({ code: "HS1664", details: expect.objectContaining({ name: "wrong" }) }),
    );
  });

  test("where the density is no number is told", () => {
    const half = targetOf(["a"], (at, gradient) => {
      if (gradient) gradient[0] = at[0]! < 0 ? Number.NaN : 1 / at[0]! - 1;
      return Math.log(at[0]!) - at[0]!;
    });
    const sample = runSampler(half, sampler, { ...usual, draws: 200 });
    expect(sample.complaints.map(({ problem }) => problem)).toContainEqual(
      expect.stringMatching(/^The density was no number at \d+ points/),
    );
  });

  test("counts that are none are refused", () => {
    expect(() => runSampler(correlated, sampler, { seed: 1, draws: 0 })).toThrowError(coded("HS1666"));
    expect(() => runSampler(correlated, sampler, { seed: 1, chains: 1.5 })).toThrowError(coded("HS1666"));
    expect(() =>
      runSampler(
        targetOf([], () => 0),
        sampler,
        { seed: 1 },
      ),
    ).toThrowError(coded("HS1666"));
  });
});

test("a ridge that bends more sharply than steps can follow is told, and followed at a higher acceptance", () => {
  const { target } = ridge(0.3);
  const coarse = runSampler(target, nuts(), usual);
  const said = coarse.complaints.map(({ problem }) => problem);
  expect(said).toContainEqual(expect.stringMatching(/^\d+ trajectories diverged/));
  const divergences = (acceptance: number) =>
    runSampler(target, nuts({ acceptance }), usual).chains.reduce(
      (sum, { divergent }) => sum + divergent.length,
      0,
    );
  expect(divergences(0.99)).toBeLessThan(divergences(0.8) / 4);
});

test("chains that stay at different modes are told, with the quantities in which these differ", () => {
  const [near, far] = [0, 60];
  const twoTops = targetOf(["moved", "same"], (at, gradient) => {
    const [x, y] = [at[0]! - (at[0]! < 30 ? near : far), at[1]!];
    if (gradient) gradient.set([-x, -y]);
    return -0.5 * (x * x + y * y);
  });
  const start = normalStart(Float64Array.of(30, 0), Float64Array.of(400, 0, 0, 1));
  const { complaints } = runSampler({ ...twoTops, start }, nuts(), { ...usual, most: 700 });
  expect(complaints[0]).toMatchObject({ kind: "modes apart", quantities: ["moved"] });
  expect(complaints.some(({ quantities }) => quantities.includes("same"))).toBe(false);
});

test.each([1e-12, 1e12])("a proper density of scale %d is not told to be improper", (scale) => {
  const target = targetOf(["a"], (at, gradient) => {
    if (gradient) gradient[0] = -at[0]! / scale ** 2;
    return -0.5 * (at[0]! / scale) ** 2;
  });
  const start = normalStart(Float64Array.of(0), Float64Array.of(4 * scale ** 2));
  const { summaries } = runSampler({ ...target, start }, nuts(), usual);
  expect(summaries[0]!.sd / scale).toBeGreaterThan(0.9);
  expect(summaries[0]!.sd / scale).toBeLessThan(1.1);
});

test("a density that nothing holds lets the chain run away, and that is refused", () => {
  const flat = targetOf(["held", "free"], (at, gradient) => {
    if (gradient) gradient.set([-at[0]!, 0]);
    return -0.5 * at[0]! ** 2;
  });
  expect(() => runSampler(flat, nuts(), usual)).toThrowError(
    expect.objectContaining({ code: "HS1663", details: expect.objectContaining({ name: "free" }) }),
  );
});

test("settings that cannot be are refused", () => {
  for (const acceptance of [0, 1, 2, Number.NaN])
    expect(() => nuts({ acceptance })).toThrowError(coded("HS1807"));
  expect(() => nuts({ depth: 0 })).toThrowError(coded("HS1666"));
  expect(() => affineEnsemble({ walkers: 1 })).toThrowError(coded("HS1666"));
});

test("a sampler that follows gradients is refused a density without", () => {
  const target = { ...correlated, differentiable: false };
  expect(() => runSampler(target, nuts(), usual)).toThrowError(coded("HS1660"));
});
