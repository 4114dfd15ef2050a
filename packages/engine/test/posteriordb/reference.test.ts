/**
 * NUTS against the reference means of posteriordb: every mean (of the logarithm too, where positive) within four combined
 * Monte-Carlo standard errors, which chance alone breaks in any of about 40 comparisons less than three times in a
 * thousand, however few the draws: errors are those of the draws at hand. `node scripts/credibility/samplers.ts` takes more
 * draws and all samplers (docs/credibility/samplers.md).
 */
import { needData } from "@homeostat/testing";
import { expect, test } from "vitest";
import { densityTarget } from "../../src/infer/densities/density-target.ts";
import { checkGradient } from "../../src/infer/samplers/check-gradient.ts";
import { nuts } from "../../src/infer/samplers/nuts/nuts.ts";
import { randomStream } from "../../src/ensemble/random-stream.ts";
import { referencePosteriors } from "./all.ts";
import { compareWithReference } from "./compare.ts";
import { garch } from "./garch.ts";
import { lotkaVolterra } from "./lotka-volterra.ts";
import { readTables } from "./reference-posterior.ts";

test.for(referencePosteriors.map((posterior) => [posterior.name, posterior] as const))(
  "%s",
  ([, posterior], context) => {
    const folder = needData(context, "posteriordb", "posterior_database");
    const options = { seed: 2, chains: 2, draws: 150, warmUp: 200 };
    const { quantities } = compareWithReference(
      folder,
      posterior,
      nuts({ metric: "dense", acceptance: 0.9 }),
      options,
    );
    for (const { quantity, meanOff, logOff, size } of quantities) {
      expect(size, quantity).toBeGreaterThan(15);
      expect(Math.abs(logOff ?? meanOff), quantity).toBeLessThan(4);
    }
  },
);

test("Lotka and Volterra's equations, of which no reference draws are here, have the gradient of their density", (context) => {
  const folder = needData(context, "posteriordb", "posterior_database");
  const target = densityTarget(lotkaVolterra.spec, readTables(folder, lotkaVolterra));
  for (let member = 0; member < 5; member++)
    checkGradient(target, target.start.sample(randomStream({ seed: 3, member, purpose: "points" })));
});

test("a recursion over time (garch) has the gradient of its density", () => {
  const y = Array.from({ length: 50 }, (_, i) => Math.sin(7 * i) * (1 + 0.5 * Math.sin(i / 8)));
  const target = densityTarget(garch.spec, garch.tables({ y, sigma1: 0.5 }));
  for (let member = 0; member < 5; member++)
    checkGradient(target, target.start.sample(randomStream({ seed: 3, member, purpose: "points" })));
});
