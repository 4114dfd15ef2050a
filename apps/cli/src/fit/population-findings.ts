import type { PopulationAssessment, PopulationEstimate } from "@homeostat/engine/infer";
import type { FitModel } from "@homeostat/exchange";

interface PopulationFinding {
  readonly kind:
    | "not converged"
    | "one person"
    | "no variance"
    | "undetermined"
    | "far from the start"
    | "overfitted";
  readonly text: string;
}

/** A variance this far below its start has gone to 0. */
const vanished = 1e-4;
/** A number that ends more than this factor from its start has come far. */
const far = 10;
/** Residuals this much smaller than their error say are taken up by effects. */
const takenUp = 0.5;

/** What must not be overlooked about a population's numbers, in words. */
export function populationFindings(
  { mixed, estimated }: FitModel,
  found: PopulationEstimate,
  {
    undetermined,
    residualShrinkage,
  }: Pick<PopulationAssessment, "undetermined"> & { residualShrinkage: number },
): readonly PopulationFinding[] {
  const { effects, omega: start } = mixed;
  const diagonal = (k: number) => k * (effects.length + 1);
  const people = found.people.filter(({ residuals }) => residuals.length > 0).length;
  const gone = effects.filter((_, k) => found.omega[diagonal(k)]! < vanished * start[diagonal(k)]!);
  const open = undetermined.filter((name) => !gone.some((effect) => name === `variance of ${effect}`));
  const moved = estimated.filter(({ name, start: from }) => {
    const factor = found.parameters[name]! / from;
    return !(factor < far && factor > 1 / far);
  });
  const findings: readonly (PopulationFinding | false)[] = [
    !found.converged && {
      kind: "not converged",
      text: "The search ended before it had converged: start again from these numbers (--save), or from others.",
    },
    people < 2 && {
      kind: "one person",
      text: `Of ${people === 1 ? "one person" : "nobody"} there are data: how people differ cannot be learned. Fit that person under a published population instead (without --population).`,
    },
    gone.length > 0 && {
      kind: "no variance",
      text: `Spread of ${listed(gone)} went to 0: these data show no difference between people in it. Typical values stand; their errors count it as 0. Leave the effect out, or fix its variance ("fixed") where it is known.`,
    },
    open.length > 0 && {
      kind: "undetermined",
      text: `These data do not tell ${listed(open)}, or only together with others: fix it ("fixed"), simplify the model, or measure at other times.`,
    },
    moved.length > 0 && {
      kind: "far from the start",
      text: `The search came far: ${listed(moved.map(({ name, start: from }) => `${name} from ${short(from)} to ${short(found.parameters[name]!)}`))}. A search ends at the nearest best place, which need not be the best: start from other numbers too, and keep the lowest objective.`,
    },
    residualShrinkage > takenUp && {
      kind: "overfitted",
      text: `Residuals are ${short(100 * residualShrinkage)} % smaller than their error says: so few values a person are taken up by the effects, and the residual error is not to be trusted.`,
    },
  ];
  return findings.filter((one) => one !== false);
}

const short = (value: number) => String(Number(value.toPrecision(3)));

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
