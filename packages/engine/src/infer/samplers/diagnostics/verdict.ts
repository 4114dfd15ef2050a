import type { Sample, SampledChain } from "../sample.ts";
import { energyFraction } from "./energy-fraction.ts";
import type { QuantitySummary } from "./summary.ts";

/** Why a sample is not to be trusted yet, and what to do. */
export interface Complaint {
  readonly problem: string;
  readonly cause: string;
  readonly cure: string;
}

/**
 * Limits of Vehtari et al. 2021 (R̂, sizes) and Betancourt 2016 (energy). A few overflows are the price of first steps
 * that are too large.
 */
const most = { rHat: 1.01, notNumbers: 1e-3 };
const least = { sizePerChain: 100, energyFraction: 0.3 };

/** What speaks against a sample; empty where nothing does. */
export function complaints(sample: Sample, summaries: readonly QuantitySummary[]): readonly Complaint[] {
  const varying = summaries.filter(({ sd }) => sd > 0);
  return [
    ...aboutChains(sample, varying),
    ...aboutSizes(sample, varying),
    ...aboutTrajectories(sample),
    ...aboutNumbers(sample),
  ];
}

function aboutChains({ chains }: Sample, summaries: readonly QuantitySummary[]): Complaint[] {
  if (chains.length === 1)
    return [
      {
        problem: "There is one chain only.",
        cause: "One chain cannot tell whether another would agree.",
        cure: "Run four.",
      },
    ];
  const apart = summaries.filter(({ rHat }) => !(rHat <= most.rHat));
  if (apart.length === 0) return [];
  const shown = named(apart, ({ name, rHat }) => `${name} ${rHat.toFixed(3)}`);
  return [
    {
      problem: `R̂ is above ${most.rHat}: ${shown}.`,
      cause: "Chains disagree: they have not yet forgotten where they began, or there are several modes.",
      cure: "Lengthen the warm-up; where that does not help, sample by smc, which finds modes, or give the parameter a prior.",
    },
  ];
}

function aboutSizes({ chains }: Sample, summaries: readonly QuantitySummary[]): Complaint[] {
  const needed = least.sizePerChain * chains.length;
  const size = ({ bulkSize, tailSize }: QuantitySummary) => Math.min(bulkSize, tailSize);
  const small = summaries.filter((one) => !(size(one) >= needed));
  if (small.length === 0) return [];
  const shown = named(small, (one) => `${one.name} ${size(one).toFixed(0)}`);
  return [
    {
      problem: `The draws are worth fewer than ${needed} independent ones: ${shown}.`,
      cause: "Neighbouring draws are alike, so that means and intervals are uncertain.",
      cure: "Take more draws; where they rise too slowly, use nuts, its dense metric, or other parameters.",
    },
  ];
}

function aboutTrajectories({ chains }: Sample): Complaint[] {
  const total = (of: (chain: SampledChain) => number) => chains.reduce((sum, chain) => sum + of(chain), 0);
  const [divergent, cut] = [total((chain) => chain.divergent.length), total((chain) => chain.cut)];
  const fractions = chains.flatMap(({ energies }) => (energies ? [energyFraction(energies)] : []));
  const lowest = Math.min(...fractions, Number.POSITIVE_INFINITY);
  return [
    {
      holds: divergent > 0,
      problem: `${divergent} trajectories diverged.`,
      cause:
        "Somewhere the density bends more sharply than the step size can follow, and is explored too little.",
      cure: "Aim at a higher acceptance (0.95, 0.99); where that does not help, use other parameters (non-centred effects).",
    },
    {
      holds: cut > 0,
      problem: `${cut} trajectories were cut before they turned.`,
      cause: "Scales of the coordinates differ more than the metric has learned, or the density has no end.",
      cure: "Use the dense metric, a longer warm-up or a greater depth.",
    },
    {
      holds: lowest < least.energyFraction,
      problem: `E-BFMI is ${lowest.toFixed(2)}.`,
      cause: "Momenta move too little energy: tails are explored slowly.",
      cure: "Use other parameters, or priors with lighter tails.",
    },
  ].flatMap(({ holds, ...complaint }) => (holds ? [complaint] : []));
}

function aboutNumbers({ chains }: Sample): Complaint[] {
  const total = (of: "evaluations" | "notNumbers") => chains.reduce((sum, chain) => sum + chain[of], 0);
  const count = total("notNumbers");
  if (count <= most.notNumbers * total("evaluations")) return [];
  return [
    {
      problem: `The density was no number at ${count} points, which were counted as impossible.`,
      cause: "A logarithm of a negative number, an overflow, or equations that break down there.",
      cure: "Bound the parameters so that the density is defined wherever they can go.",
    },
  ];
}

function named(found: readonly QuantitySummary[], say: (one: QuantitySummary) => string): string {
  const shown = found.slice(0, 5).map(say).join(", ");
  return found.length > 5 ? `${shown} and ${found.length - 5} more` : shown;
}
