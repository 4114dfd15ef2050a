/** A study's people as they are inferred, one a line of a file, so that it can be broken off, resumed and reported midway. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type CalibrationStudy, runCalibration } from "@homeostat/engine/infer";

/** What a file keeps of one person. */
interface KeptPerson {
  readonly study: string;
  readonly method: string;
  readonly seed: number;
  readonly simulation: number;
  readonly quantities: readonly string[];
  /** None where the inference failed. */
  readonly places?: readonly number[];
  readonly valid?: boolean;
  readonly error?: string;
  /** Seconds of processor. */
  readonly seconds: number;
}

type Plan = Pick<KeptPerson, "study" | "seed">;

/** The people of a plan in a file; none where there is no such file. A last line that was cut off is left out. */
function readKept(file: string, { study, seed }: Plan): readonly KeptPerson[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as KeptPerson)
    .filter((one) => one.study === study && one.seed === seed);
}

/**
 * Infers, by each method, those simulations from `from` up to `to` that the file does not hold, one after the other, and adds each to it
 * as soon as it is done.
 */
export function inferMissing<Data>(
  byMethod: Readonly<Record<string, CalibrationStudy<Data>>>,
  plan: Plan,
  { from, to }: { readonly from: number; readonly to: number },
  file: string | undefined,
): readonly KeptPerson[] {
  const kept = file === undefined ? [] : readKept(file, plan);
  const known = new Set(kept.map(({ method, simulation }) => `${method} ${simulation}`));
  const added: KeptPerson[] = [];
  for (let simulation = from; simulation < to; simulation++)
    for (const [method, study] of Object.entries(byMethod)) {
      if (known.has(`${method} ${simulation}`)) continue;
      const person = inferOne(study, { ...plan, method }, simulation);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(person)}\n`);
      added.push(person);
    }
  return [...kept, ...added];
}

function inferOne<Data>(
  study: CalibrationStudy<Data>,
  plan: Plan & Pick<KeptPerson, "method">,
  simulation: number,
): KeptPerson {
  const before = process.cpuUsage();
  const piece = runCalibration(study, { seed: plan.seed, from: simulation, to: simulation + 1 });
  const { user, system } = process.cpuUsage(before);
  const [places, valid, failed] = [piece.places[0], piece.valid[0], piece.failures[0]];
  return {
    ...plan,
    simulation,
    quantities: piece.quantities,
    ...(places && valid !== undefined ? { places: [...places], valid } : {}),
    ...(failed ? { error: failed.error.message } : {}),
    seconds: (user + system) / 1e6,
  };
}

/** Kept people as pieces that a report puts together. */
export const piecesOf = (people: readonly KeptPerson[]) =>
  people.map(({ quantities, places, valid, error }) => ({
    quantities,
    places: places === undefined ? [] : [Float64Array.from(places)],
    valid: valid === undefined ? [] : [valid],
    failures: error === undefined ? [] : [error],
  }));
