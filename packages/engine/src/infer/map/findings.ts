import type { PosteriorJudgement } from "./judge-posterior.ts";
import type { MapEstimate } from "./map-estimate.ts";

/** What a fit of one person must not keep to itself. */
export type Finding =
  | { readonly kind: "no data" }
  | { readonly kind: "not converged" }
  /** The residual is a share of what is expected, and yet the value has another sign or is 0. */
  | {
      readonly kind: "impossible";
      readonly time: number;
      readonly value: number;
      readonly expected: number;
    }
  /** The data as a whole are implausible; spreads should be taken this many times as wide. */
  | { readonly kind: "contradiction"; readonly plausibility: number; readonly widen: number }
  /** One value is far from what the model and the person's other values let expect. */
  | {
      readonly kind: "outlier";
      readonly time: number;
      readonly value: number;
      readonly expected: number;
      readonly conditional: number;
    }
  /** The data say next to nothing about these effects, by index: they stay where the prior has them. */
  | { readonly kind: "not learned"; readonly effects: readonly number[] }
  /** The posterior has other tops, which hold this share of it. */
  | { readonly kind: "several modes"; readonly others: number; readonly share: number }
  /** The normal posterior gives wrong probabilities, by as much as this of the effect of which it is most wrong. */
  | {
      readonly kind: "not normal";
      readonly effect: number;
      readonly distance: number;
      /** What gives them right. */
      readonly enough: "skewed" | "draws" | "sampler";
    };

/** Less plausible than this, data contradict the model. */
const implausible = 0.001;
/** So many conditional standard deviations off, a value is an outlier; the farthest are named. */
const far = 4;
const mostNamed = 5;
const hardly = 0.05;
const worthSaying = 0.01;

/** Widening follows the mean square of the conditional residuals (Birge 1932, Phys Rev 40:207). */
export function findingsOf(estimate: MapEstimate, judgement?: PosteriorJudgement): readonly Finding[] {
  const { residuals, learned, plausibility, otherModes, converged } = estimate;
  if (residuals.length === 0) return [{ kind: "no data" }];
  const known = residuals.filter(({ conditional }) => !Number.isNaN(conditional));
  const mean = known.reduce((sum, { conditional }) => sum + conditional ** 2, 0) / known.length;
  const unlearned = [...learned.keys()].filter((k) => learned[k]! < hardly);
  const share = otherModes.reduce((sum, one) => sum + one.share, 0);
  const impossible = residuals
    .filter((residual) => residual.impossible)
    .map(({ time, value, individual }) => ({
      kind: "impossible" as const,
      time,
      value,
      expected: individual,
    }));
  const findings: readonly (Finding | false)[] = [
    !converged && { kind: "not converged" },
    ...impossible,
    impossible.length === 0 &&
      plausibility < implausible && {
        kind: "contradiction",
        plausibility,
        widen: Math.max(1, Math.sqrt(mean)),
      },
    ...known
      .filter(({ conditional }) => Math.abs(conditional) > far)
      .sort((a, b) => Math.abs(b.conditional) - Math.abs(a.conditional))
      .slice(0, mostNamed)
      .map(({ time, value, individual, conditional }) => ({
        kind: "outlier" as const,
        time,
        value,
        expected: individual,
        conditional,
      })),
    unlearned.length > 0 && { kind: "not learned", effects: unlearned },
    share > worthSaying && { kind: "several modes", others: otherModes.length, share },
    notNormal(judgement),
  ];
  return findings.filter((one) => one !== false);
}

function notNormal(judgement: PosteriorJudgement | undefined): Finding | false {
  if (judgement === undefined || judgement.enough === "normal") return false;
  const { distance, enough } = judgement;
  const effect = distance.reduce((most, value, k) => (value > distance[most]! ? k : most), 0);
  return { kind: "not normal", effect, distance: distance[effect]!, enough };
}
