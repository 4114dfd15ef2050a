import type { KeptScore } from "./kept-scores.ts";
import type { PublishedRow } from "./published-row.ts";

export type Verdict = "met" | "within chance" | "short" | "nothing to meet";

/** What a row's runs gave: over all truths, and over those that the filter did not lose. */
export interface Outcome {
  readonly truths: number;
  readonly cycles: number;
  readonly mean: number;
  /** Standard error of the mean; NaN of one truth. */
  readonly error: number;
  readonly spread: number;
  /** Truths that were lost. */
  readonly lost: number;
  readonly keptMean: number;
  readonly keptError: number;
  /** Truths with the published figure or less. */
  readonly below: number;
  readonly seconds: number;
  readonly verdict: Verdict;
}

/** A filter whose error is this many times its own spread over a whole run has lost the truth on the way. */
export const lostBeyond = 2;

const isLost = ({ rmse, spread }: KeptScore) => !(rmse <= lostBeyond * spread);
const meanOf = (x: readonly number[]) => x.reduce((sum, value) => sum + value, 0) / x.length;

function errorOf(x: readonly number[]): number {
  const middle = meanOf(x);
  return Math.sqrt(x.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (x.length - 1) / x.length);
}

/** The longest runs of a row, one a truth; undefined where there are none. */
export function outcomeOf(row: PublishedRow, scores: readonly KeptScore[]): Outcome | undefined {
  const cycles = Math.max(...scores.map((score) => score.cycles));
  const longest = scores.filter((score) => score.cycles === cycles);
  if (longest.length === 0) return undefined;
  const finite = longest.map(({ rmse }) => rmse).filter(Number.isFinite);
  const kept = longest.filter((score) => !isLost(score)).map(({ rmse }) => rmse);
  const [mean, error] = [meanOf(finite), errorOf(finite)];
  return {
    truths: longest.length,
    cycles,
    mean,
    error,
    spread: meanOf(longest.map(({ spread }) => spread).filter(Number.isFinite)),
    lost: longest.length - kept.length,
    keptMean: meanOf(kept),
    keptError: errorOf(kept),
    below: longest.filter(({ rmse }) => rmse <= row.expected + row.rounding).length,
    seconds: meanOf(longest.map(({ seconds }) => seconds)),
    verdict: verdictOf(row, mean, finite.length > 1 ? error : 0, finite.length < longest.length),
  };
}

/** Within 10 % and half a digit of the published figure, or below it; or else within two standard errors of that. */
function verdictOf(
  { expected, rounding }: PublishedRow,
  mean: number,
  error: number,
  diverged: boolean,
): Verdict {
  if (Number.isNaN(expected)) return "nothing to meet";
  const bar = 1.1 * expected + rounding;
  if (diverged) return "short";
  if (mean <= bar) return "met";
  return mean - 2 * error <= bar ? "within chance" : "short";
}
