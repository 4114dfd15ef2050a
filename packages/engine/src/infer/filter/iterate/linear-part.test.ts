/** Members of one number on a parabola: its line is theirs, and how far they lie off it joins the error. */
import { expect, test } from "vitest";
import { linearPart } from "./linear-part.ts";

test("what is bent widens the error, and the evidence is that of the wider one", () => {
  const x = Float64Array.of(-1, -0.5, 0, 0.5, 1);
  const weights = new Float64Array(5).fill(0.2);
  const metric = new Float64Array(5).fill(1 / 4);
  const bent = x.map((value) => 2 * value + 3 * (value * value - 0.5));
  const whitened = {
    count: 1,
    components: [0],
    residuals: Float64Array.of(1.2),
    anomalies: bent,
    logScale: -0.7,
    judgements: [],
  };
  const found = linearPart(whitened, { size: 1, x, weights }, metric);
  const off = x.map((value) => 3 * (value * value - 0.5));
  const total = 1 + off.reduce((sum, value) => sum + (value * value) / 4, 0);
  expect(found.residuals[0]).toBeCloseTo(1.2 / Math.sqrt(total), 12);
  for (const [m, value] of found.anomalies.entries())
    expect(value).toBeCloseTo((2 * x[m]!) / Math.sqrt(total), 12);
  expect(found.logScale).toBeCloseTo(-0.7 - 0.5 * Math.log(total), 12);
});
