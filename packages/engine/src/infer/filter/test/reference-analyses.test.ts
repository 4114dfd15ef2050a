/**
 * Scores over a chaotic truth tell little of an update: a few per cent are luck. One update of one ensemble by another program
 * tells all of it.
 */
import { expect, test } from "vitest";
import { randomStream } from "../../../ensemble/random-stream.ts";
import { halfGain, squareRoot } from "../analyse/ensemble-update.ts";
import { locally } from "../analyse/locally.ts";
import type { Scheme } from "../analyse/scheme.ts";
import { serially } from "../analyse/serially.ts";
import { together } from "../analyse/together.ts";
import { equalWeights } from "../ensemble/ensemble.ts";
import { ensembleFilter } from "../ensemble/ensemble-filter.ts";
import { finiteSize } from "../inflate/finite-size.ts";
import { multiplicative } from "../inflate/posterior-inflation.ts";
import { neighbourhoodsOf, tapersOf } from "./benchmarks.ts";
import { observed, posteriors, prior, values, variance } from "./reference-analyses.ts";

const size = prior[0]!.length;
const ring = { prior: { mean: new Float64Array(size) }, observed, batch: 2 };
const halfWidth = 1.5 * 1.82;
const schemes: Readonly<Record<keyof typeof posteriors, Scheme>> = {
  "square root": together(squareRoot),
  "half gain": together(halfGain),
  "serial square root": serially(squareRoot),
  "tapered serial square root": serially(squareRoot, ...tapersOf(ring, halfWidth)),
  "local square root": locally(squareRoot, neighbourhoodsOf(ring, halfWidth)),
  "finite size": together(squareRoot, finiteSize(1, "everything")),
};

test.each(Object.entries(posteriors))("%s moves each member as another program does", (name, expected) => {
  const filter = ensembleFilter({
    members: prior.length,
    scheme: schemes[name as keyof typeof posteriors],
    inflation: name === "finite size" ? [] : [multiplicative(1.02)],
  });
  const { posterior } = filter.analyse(
    { size, x: Float64Array.from(prior.flat()), weights: equalWeights(prior.length) },
    {
      at: 1,
      values: Float64Array.from(values),
      error: new Float64Array(values.length).fill(variance),
      predict: (x, into) => into.set(observed.map((number) => x[number]!)),
    },
    randomStream({ seed: 1, purpose: "not used", member: 0 }),
  );
  const worst = Math.max(...expected.flat().map((value, i) => Math.abs(value - posterior.x[i]!)));
  expect(worst).toBeLessThan(name === "finite size" ? 1e-6 : 1e-12);
});
