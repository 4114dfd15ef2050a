/**
 * An independent run of the published equations: INR after 5, 14 and 90 days of 5 mg a day at 71 years, by genotype; and
 * the daily doses that hold an INR of 2.5, whose order and range are those of published pharmacogenetic dosing.
 */
import { simulate } from "@homeostat/engine";
import { expect, test } from "vitest";
import { warfarinHamberg2010 } from "./warfarin-hamberg-2010.ts";

const tolerance = { relative: 1e-8, absolute: 1e-9 };
function daily(dose: number, genotype: Readonly<Record<string, number>>, days: number): Float64Array {
  const schedule = Array.from(
    { length: days },
    (_, day) => ({ kind: "add", state: "depot", at: 24 * day, amount: dose / 2 }) as const,
  );
  const parameters = { variants2: 0, variants3: 0, variantsA: 0, ...genotype };
  return simulate(warfarinHamberg2010, { parameters, schedule, to: 24 * days, every: 24, tolerance }).outputs
    .INR;
}

test.each([
  ["*1*1 GG", {}, [1.619, 1.93, 1.943]],
  ["*1*1 GA", { variantsA: 1 }, [1.867, 2.3, 2.318]],
  ["*1*1 AA", { variantsA: 2 }, [2.399, 3.086, 3.114]],
  ["*1*3 GA", { variants3: 1, variantsA: 1 }, [2.188, 3.093, 3.171]],
  ["*3*3 AA", { variants3: 2, variantsA: 2 }, [3.67, 7.212, 8.513]],
])("%s", (_, genotype, [day5, day14, day90]) => {
  const inr = daily(5, genotype, 90);
  expect(Math.abs(inr[5]! - day5!)).toBeLessThan(6e-4);
  expect(Math.abs(inr[14]! - day14!)).toBeLessThan(6e-4);
  expect(Math.abs(inr[90]! - day90!)).toBeLessThan(6e-4);
});

test.each([
  [{}, 7.71],
  [{ variantsA: 1 }, 5.66],
  [{ variants2: 1 }, 5.8],
  [{ variants3: 1 }, 4.79],
  [{ variants2: 2 }, 3.89],
  [{ variants3: 2, variantsA: 2 }, 0.88],
])("%j is held at 2.5 by %d mg a day", (genotype, dose) => {
  const [low, high] = [0.995, 1.005].map((factor) => daily(dose * factor, genotype, 150)[150]!);
  expect(low).toBeLessThan(2.51);
  expect(high).toBeGreaterThan(2.49);
});
