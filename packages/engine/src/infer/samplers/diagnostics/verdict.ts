import type { Sample, SampledChain } from "../sample.ts";
import { energyFraction } from "./energy-fraction.ts";
import { splitRHat } from "./split-rhat.ts";
import type { QuantitySummary } from "./summary.ts";

/** Why a sample is not to be trusted yet, and what to do. */
export interface Complaint {
  readonly kind:
    | "one chain"
    /** Chains disagree about the quantities: each moves on, or each stays at a mode of its own. */
    | "chains apart"
    | "modes apart"
    | "few draws"
    | "divergent"
    | "cut"
    | "slow energy"
    | "no number";
  /** About which quantities; none where it is about the chains themselves. */
  readonly quantities: readonly string[];
  readonly problem: string;
  readonly cause: string;
  readonly cure: string;
}

/**
 * Limits of Vehtari et al. 2021 (R̂, sizes) and Betancourt 2016 (energy). A few overflows are the price of first steps
 * that are too large.
 */
const most = { rHat: 1.01, walkerRHat: 1.1, notNumbers: 1e-3 };
const least = { sizePerChain: 100, iterations: 20, energyFraction: 0.3 };
/** Chains that stand so far apart, each of which is so much at rest, sit at modes of their own. */
const modes = { apart: 1.3, atRest: 1.1 };

/** What more draws mend. */
const mending: ReadonlySet<Complaint["kind"]> = new Set(["chains apart", "modes apart", "few draws"]);
/** So many times as far above 1 as it may be, R̂ tells that chains have not arrived: what they drew is not to be kept. */
const underWay = 5;

/** What a sample needs before it may be handed out: nothing, more draws, or a longer warm-up. */
export function need(
  found: readonly Complaint[],
  summaries: readonly QuantitySummary[],
): "nothing" | "draws" | "warm-up" {
  if (!found.some(({ kind }) => mending.has(kind))) return "nothing";
  const within = (value: number, limit: number) => !(value > 1 + underWay * (limit - 1));
  const arrived = summaries.every(
    ({ rHat, walkerRHat = 1 }) => within(rHat, most.rHat) && within(walkerRHat, most.walkerRHat),
  );
  return arrived ? "draws" : "warm-up";
}

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

function aboutChains({ chains, quantities }: Sample, summaries: readonly QuantitySummary[]): Complaint[] {
  if (chains.length === 1)
    return [
      {
        kind: "one chain",
        quantities: [],
        problem: "There is one chain only.",
        cause: "One chain cannot tell whether another would agree.",
        cure: "Run four.",
      },
    ];
  const isAtMode = ({ name, rHat }: QuantitySummary) => {
    const k = quantities.indexOf(name);
    return rHat > modes.apart && chains.every(({ values }) => splitRHat([values[k]!]) <= modes.atRest);
  };
  const apart = summaries.filter(
    ({ rHat, walkerRHat = 1 }) => !(rHat <= most.rHat && walkerRHat <= most.walkerRHat),
  );
  return [...modesApart(apart.filter(isAtMode)), ...chainsApart(apart.filter((one) => !isAtMode(one)))];
}

function modesApart(summaries: readonly QuantitySummary[]): Complaint[] {
  if (summaries.length === 0) return [];
  return [
    {
      kind: "modes apart",
      quantities: summaries.map(({ name }) => name),
      problem: `Chains stay at different modes: R̂ of ${rHats(summaries)}.`,
      cause:
        "Each chain is at rest, and not where the others are: the density has several modes, between which none passes.",
      cure: "Sample by smc, which weighs modes, or give the parameter a prior that tells them apart.",
    },
  ];
}

function chainsApart(summaries: readonly QuantitySummary[]): Complaint[] {
  if (summaries.length === 0) return [];
  return [
    {
      kind: "chains apart",
      quantities: summaries.map(({ name }) => name),
      problem: `R̂ is above ${most.rHat}: ${rHats(summaries)}.`,
      cause: "Chains disagree: they have not yet forgotten where they began, or there are several modes.",
      cure: "Allow longer chains; where that does not help, sample by smc, which finds modes, or give the parameter a prior.",
    },
  ];
}

const rHats = (summaries: readonly QuantitySummary[]) =>
  named(summaries, ({ name, rHat, walkerRHat }) =>
    walkerRHat === undefined || rHat > most.rHat
      ? `${name} ${rHat.toFixed(3)}`
      : `${name} ${walkerRHat.toFixed(3)} between walkers`,
  );

function aboutSizes({ chains }: Sample, summaries: readonly QuantitySummary[]): Complaint[] {
  const needed = least.sizePerChain * chains.length;
  const [{ values, width }] = chains as readonly [SampledChain];
  // Of fewer iterations nobody can tell how alike neighbours are.
  const isLong = values[0]!.length >= least.iterations * width;
  const size = ({ bulkSize, tailSize }: QuantitySummary) => (isLong ? Math.min(bulkSize, tailSize) : 0);
  const small = summaries.filter((one) => !(size(one) >= needed));
  if (small.length === 0) return [];
  const shown = named(small, (one) => `${one.name} ${size(one).toFixed(0)}`);
  return [
    {
      kind: "few draws",
      quantities: small.map(({ name }) => name),
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
      kind: "divergent" as const,
      holds: divergent > 0,
      problem: `${divergent} trajectories diverged.`,
      cause:
        "Somewhere the density bends more sharply than the step size can follow, and is explored too little.",
      cure: "Aim at a higher acceptance (0.95, 0.99); where that does not help, use other parameters (non-centred effects).",
    },
    {
      kind: "cut" as const,
      holds: cut > 0,
      problem: `${cut} trajectories were cut before they turned.`,
      cause: "Scales of the coordinates differ more than the metric has learned, or the density has no end.",
      cure: "Use the dense metric, a longer warm-up or a greater depth.",
    },
    {
      kind: "slow energy" as const,
      holds: lowest < least.energyFraction,
      problem: `E-BFMI is ${lowest.toFixed(2)}.`,
      cause: "Momenta move too little energy: tails are explored slowly.",
      cure: "Use other parameters, or priors with lighter tails.",
    },
  ].flatMap(({ holds, ...complaint }) => (holds ? [{ ...complaint, quantities: [] }] : []));
}

function aboutNumbers({ chains }: Sample): Complaint[] {
  const total = (of: "evaluations" | "notNumbers") => chains.reduce((sum, chain) => sum + chain[of], 0);
  const count = total("notNumbers");
  if (count <= most.notNumbers * total("evaluations")) return [];
  return [
    {
      kind: "no number",
      quantities: [],
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
