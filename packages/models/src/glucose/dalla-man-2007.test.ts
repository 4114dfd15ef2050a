/**
 * BIOMD0000000379 (curated SBML) against an independent LSODA run; its scalars: G 94.681, 141.945 (30 min), 162.975 (60), 145.851 (120),
 * 116.212 (180), 95.213 (300) mg/dL, peak 163.944; insulin peak 259.38 pmol/L. Margin 1e-3. Paper: Dalla Man 2007, table 1.
 */
import { simulate } from "@homeostat/engine";
import { needData } from "@homeostat/testing";
import { describe, expect, test } from "vitest";
import { readGolden } from "../../test/golden.ts";
import { dallaMan2007 } from "./dalla-man-2007.ts";
import { dallaMan2007Biomd379 } from "./dalla-man-2007-biomd379.ts";
import { dallaMan2007Healthy } from "./dalla-man-2007-parameters.ts";

const tolerance = { relative: 1e-8, absolute: 1e-9 };
const greatest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value));

describe("the curated form", () => {
  const { outputs, states } = simulate(dallaMan2007Biomd379, { to: 420, every: 1, tolerance });

  test.for([
    [0, 94.681],
    [30, 141.945],
    [60, 162.975],
    [70, 163.944],
    [120, 145.851],
    [180, 116.212],
    [300, 95.213],
  ] as const)("at %d min glucose is %d mg/dL", ([minute, expected]) => {
    expect(Math.abs(outputs.glucose[minute]! - expected)).toBeLessThan(1e-3);
  });

  test("insulin peaks at 259.38 pmol/L after 84 min", () => {
    expect(Math.abs(greatest(outputs.insulinLevel) - 259.38)).toBeLessThan(5e-3);
    expect(outputs.insulinLevel.indexOf(greatest(outputs.insulinLevel))).toBe(84);
  });

  test("all twelve states follow the reference run", (context) => {
    const rows = readGolden(needData(context, "golden", "dallaman2007_biomd379.csv"));
    for (const [i, { values }] of rows.entries()) {
      for (const [name, column] of Object.entries(states)) {
        const theirs = values[name]!;
        const off = Math.abs(column[i]! - theirs) / (Math.abs(theirs) + 1e-3);
        expect(off, `${name} at ${i} min`).toBeLessThan(1e-3);
      }
    }
  });
});

describe("the form for use", () => {
  const people = { "type 2": {}, healthy: dallaMan2007Healthy };

  test.for(Object.entries(people))("%s: starts in balance and stays there", ([, parameters]) => {
    const { glucose, insulinLevel } = simulate(dallaMan2007, {
      parameters,
      to: 1440,
      every: 60,
      tolerance,
    }).outputs;
    for (const values of [glucose, insulinLevel]) {
      expect(Math.abs(greatest(values) / values[0]! - 1)).toBeLessThan(1e-7);
    }
  });

  test("what follows from the steady state agrees with the rounded table: healthy to 1 %, type 2 to 6 %", () => {
    const healthy = simulate(dallaMan2007, { parameters: dallaMan2007Healthy, to: 0, every: 1 }).parameters;
    const type2 = simulate(dallaMan2007, { to: 0, every: 1 }).parameters;
    const published = {
      healthy: { m2: 0.484, m6: 0.6471, Vm0: 2.5, EGPb: 1.92 },
      type2: { m2: 0.673, m6: 0.8118, Vm0: 4.65 },
    };
    for (const [name, value] of Object.entries(published.healthy))
      expect(Math.abs(healthy[name as "m2"] / value - 1), name).toBeLessThan(0.01);
    for (const [name, value] of Object.entries(published.type2))
      expect(Math.abs(type2[name as "m2"] / value - 1), name).toBeLessThan(0.06);
  });

  test("a mixed meal of 78 g raises glucose more, and later, in type 2 diabetes than in health", () => {
    const peaks = Object.entries(people).map(([, parameters]) => {
      const schedule = [{ kind: "dose", dose: "meal", at: 0, amount: 78 } as const];
      const { glucose } = simulate(dallaMan2007, { parameters, schedule, to: 420, every: 5 }).outputs;
      return {
        rise: greatest(glucose) - glucose[0]!,
        at: glucose.indexOf(greatest(glucose)) * 5,
        end: glucose.at(-1)!,
      };
    });
    const [type2, healthy] = peaks as [(typeof peaks)[0], (typeof peaks)[0]];
    expect(type2.rise).toBeGreaterThan(1.5 * healthy.rise);
    expect(type2.at).toBeGreaterThan(healthy.at);
    expect(healthy.end).toBeLessThan(100);
  });
});
