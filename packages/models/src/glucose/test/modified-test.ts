/**
 * An insulin-modified test as clinics make it, of healthy adults whose differences are known: 204 people of the Mayo Clinic
 * (Denti, Bertoldo, Vicini & Cobelli 2010, Am J Physiol Endocrinol Metab 298:E950, doi:10.1152/ajpendo.00656.2009, table 5;
 * 0.3 g/kg glucose, insulin over five minutes from the twentieth, 21 samples in four hours).
 */
import { hovorka2004 } from "../hovorka-2004.ts";
import { type GlucoseTest, stepsOf } from "./glucose-test.ts";
import { insulinSamples, mixed } from "./standard-test.ts";

const times = [0, 2, 4, 6, 8, 10, 15, 20, 22, 25, 26, 28, 31, 35, 45, 60, 75, 90, 120, 180, 240];

/** pmol of insulin in a mU. */
const pmol = 6;
const perKilogram = { glucose: 300, insulin: 20 };
const infused = { from: 20, to: 25 };
const { VI, ke } = hovorka2004.parameters;

/** mU/L of what was infused, under the insulin kinetics of Hovorka 2004. */
function infusedInsulin(time: number): number {
  const rate = perKilogram.insulin / (infused.to - infused.from) / Number(VI.value);
  const elimination = Number(ke.value);
  const during = Math.min(Math.max(time - infused.from, 0), infused.to - infused.from);
  const since = Math.max(time - infused.to, 0);
  return (rate / elimination) * -Math.expm1(-elimination * during) * Math.exp(-elimination * since);
}

/** mU/L of a person's own insulin: the published normal one's. */
function ownInsulin(time: number): number {
  const next = insulinSamples.findIndex(([at]) => at >= time);
  if (next <= 0) return insulinSamples.at(next)![1];
  const [[before, low], [after, high]] = [insulinSamples[next - 1]!, insulinSamples[next]!];
  return low + ((high - low) * (time - before)) / (after - before);
}

/** Basal glucose of these people, and what the bolus adds in a typical one's volume of 1.70 dL/kg, mg/dL. */
const Gb = 91.34;
const added = perKilogram.glucose / 1.7;
/** Between SG and the volume; a larger volume is a lower G0. */
const ofVolume = -0.779;
const ofSensitivity = 0.876;

export const modifiedTest: GlucoseTest = {
  insulin: stepsOf(times.map((time) => [time, ownInsulin(time) + infusedInsulin(time)] as const)),
  sampled: times.filter((time) => time >= mixed),
  priors: {
    SG: { kind: "logNormal", median: 0.0192, cv: 0.21 },
    SI: { kind: "logNormal", median: 5.83e-5 * pmol, cv: 0.475 },
    p2: { kind: "logNormal", median: 0.0254, cv: 0.379 },
    G0: { kind: "normal", mean: Gb + added, sd: 0.104 * added },
  },
  correlation: Float64Array.of(
    ...[1, 0, 0, -ofVolume],
    ...[0, 1, ofSensitivity, 0],
    ...[0, ofSensitivity, 1, 0],
    ...[-ofVolume, 0, 0, 1],
  ),
  parameters: { Gb, proportional: 0.0227, additive: 4.28 },
};
