import { type Finding, worthAsking } from "@homeostat/engine/infer";
import type { advice } from "./advice.ts";

type Advice = ReturnType<typeof advice>["measureNext"];

/** Findings as sentences for whoever reads the answer. */
export function inWords(
  findings: readonly Finding[],
  effects: readonly string[],
  next: Advice,
): readonly { readonly kind: string; readonly text: string }[] {
  return findings.map((finding) => ({ kind: finding.kind, text: sentence(finding, effects, next) }));
}

function sentence(finding: Finding, effects: readonly string[], next: Advice): string {
  switch (finding.kind) {
    case "no data":
      return "No measurements: this is the typical person.";
    case "not converged":
      return "The search ended at no minimum: these numbers are not the most probable ones.";
    case "impossible":
      return `${short(finding.value)} at time ${short(finding.time)} cannot be measured where ${short(finding.expected)} is expected: an error that is a share of the prediction keeps its sign, and gives no 0. Correct the value, say that it lies below a limit (CENS 1, lloq or words), leave it out (MDV 1), or give the error an additive part.`;
    case "contradiction":
      return `Such data come once in ${times(1 / finding.plausibility)} people of this population: check units, doses and times, or take another model. Until then take spreads ${short(finding.widen)} times as wide.`;
    case "outlier":
      return `${short(finding.value)} at time ${short(finding.time)} is ${short(Math.abs(finding.conditional))} standard deviations ${finding.conditional > 0 ? "above" : "below"} what is expected (${short(finding.expected)} for this person).`;
    case "not learned":
      return finding.effects.map((k) => unlearned(k, effects, next)).join(" ");
    case "several modes":
      return `The posterior has ${finding.others + 1} tops; ${short(100 * finding.share)} % of it lies around the ${finding.others === 1 ? "other" : "others"} (otherModes).`;
    case "not normal":
      return notNormal(effects[finding.effect]!, finding.distance, finding.enough);
  }
}

function notNormal(name: string, distance: number, enough: "skewed" | "draws" | "sampler"): string {
  return enough === "sampler"
    ? "The posterior is far from normal, or lies in part elsewhere: do not read probabilities off mode and covariance. Sample it (--sample)."
    : `The posterior is not normal: probabilities of ${name} by mode and covariance are off by up to ${short(100 * distance)} points of 100. Read them off its quantiles (posterior).`;
}

function unlearned(k: number, effects: readonly string[], next: Advice): string {
  const name = effects[k]!;
  const [best] = next
    .filter(({ shrinks }) => shrinks[name]! > worthAsking)
    .toSorted((a, b) => b.shrinks[name]! - a.shrinks[name]!);
  const kind = next.some(({ observation }) => observation > 0)
    ? ` (observation ${(best?.observation ?? 0) + 1})`
    : "";
  const cure =
    best === undefined
      ? "no single measurement at the times that were tried would help much"
      : `a measurement at time ${short(best.time)}${kind} would take away ${short(100 * best.shrinks[name]!)} % of its variance`;
  return `The data say next to nothing about ${name}: ${cure}.`;
}

const short = (value: number) => String(Number(value.toPrecision(3)));
const times = (value: number) => (value < 1e6 ? short(value) : "more than a million");
