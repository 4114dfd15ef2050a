import {
  EnsembleSummariser,
  HomeostatError,
  type JumpOptions,
  simulateEnsemble,
  simulateSystem,
} from "@homeostat/engine";
import { checkSupported } from "../../src/sbml/check-supported.ts";
import { flatten } from "../../src/sbml/flatten/flatten.ts";
import { importReactions } from "../../src/sbml/import-reactions.ts";
import { lowerSbml } from "../../src/sbml/lower/lower-sbml.ts";
import type { SbmlDocument } from "../../src/sbml/sbml-model.ts";
import type { SimulationSettings } from "../../src/sbml/settings.ts";

export interface MeanCourse {
  /** How many make a unit of substance. */
  readonly size: number;
  /** Means compared: outputs that vary × times. */
  readonly compared: number;
  /** Of those, how many lie within 3 standard errors of the course without chance. */
  readonly within: number;
  /** The farthest, in standard errors, and where. */
  readonly worst: number;
  readonly where: string;
  /** How far the course from whole molecules lies from that of the model's own equations, at most, in molecules. */
  readonly rounding: number;
}

export interface Study {
  readonly members: number;
  /** The largest amount of the course without chance is as many. */
  readonly most: number;
  readonly jumps: JumpOptions;
}

const noFiles = () => {
  throw new Error("no other files");
};

/**
 * The mean of many courses by chance beside the course without, of the same whole molecules, in a system whose largest amount is
 * `most` molecules; and that course beside what the model's own equations give. Means of nonlinear models differ from it by a
 * part in `most` besides. The code of what was refused, where it was.
 */
export function meanCourse(
  document: SbmlDocument,
  settings: SimulationSettings,
  { members, most, jumps }: Study,
): MeanCourse | { readonly refused: string } {
  try {
    checkSupported(document);
    return compared(document, settings, { members, most, jumps });
  } catch (error) {
    if (error instanceof HomeostatError) return { refused: error.code };
    throw error;
  }
}

function compared(
  document: SbmlDocument,
  settings: SimulationSettings,
  { members, most, jumps }: Study,
): MeanCourse {
  const { start, duration } = settings;
  const variables = speciesOf(document);
  const at = Float64Array.from({ length: 6 }, (_, i) => start + (i / 5) * duration);
  const course = { from: 0, to: start + duration, at } as const;
  const tight = { ...course, tolerance: { relative: 1e-9, absolute: 1e-15 } };
  const own = simulateSystem(lowerSbml(flatten(document, noFiles), document.source, variables), tight);
  const largest = Math.max(0, ...own.outputs.flatMap((column) => [...column]).filter(Number.isFinite));
  const size = largest === 0 ? 1 : most / largest;
  const model = importReactions(document, { variables, countsPerUnit: size }, noFiles);
  const exact = simulateSystem(model.system, tight);
  const apart = exact.outputs.flatMap((column, i) =>
    Array.from(column, (value, j) => size * Math.abs(value - own.outputs[i]![j]!)),
  );
  const summariser = new EnsembleSummariser<string>();
  const { failures } = take(summariser, simulateEnsemble(model, { ...course, members, jumps }));
  if (failures.length > 0) throw failures[0]!.error;
  const { outputs } = summariser.summary;
  const distances = variables
    .flatMap(({ name }, i) =>
      Array.from(at, (t, j) => {
        const { mean, sd } = outputs[name]!;
        const error = sd[j]! / Math.sqrt(members);
        return { where: `${name} at ${t}`, error, z: (mean[j]! - exact.outputs[i]![j]!) / error };
      }),
    )
    .filter(({ error }) => error > 0);
  const none = { where: "", z: 0, error: 0 };
  const worst = distances.reduce((far, one) => (Math.abs(one.z) > Math.abs(far.z) ? one : far), none);
  return {
    size,
    compared: distances.length,
    within: distances.filter(({ z }) => Math.abs(z) < 3).length,
    worst: Math.abs(worst.z),
    where: worst.where,
    rounding: apart.reduce((most, one) => Math.max(most, one), 0),
  };
}

function take(summariser: EnsembleSummariser<string>, solution: ReturnType<typeof simulateEnsemble>) {
  summariser.take({ first: 0, ...solution });
  return solution;
}

/** What reactions change, as amounts. */
function speciesOf(document: SbmlDocument) {
  const { species, reactions } = flatten(document, noFiles);
  const taking = new Set(
    reactions.flatMap((one) => [...one.reactants, ...one.products].map((each) => each.species)),
  );
  return species.flatMap(({ id, boundaryCondition, constant }) =>
    id !== null && taking.has(id) && !boundaryCondition && !constant
      ? [{ name: id, as: "amount" as const }]
      : [],
  );
}
