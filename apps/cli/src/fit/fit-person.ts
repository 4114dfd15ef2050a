import {
  firstOrderObjective,
  type MapEstimate,
  type Membership,
  mapEstimate,
  membership,
  type PreparedModel,
  prepareModel,
  type Subject,
  sharesOf,
} from "@homeostat/engine/infer";
import { type FitModel, mixtureNumber } from "@homeostat/exchange";

/** One person's estimate under the sub-population to which the person most probably belongs. */
export interface PersonFit {
  readonly prepared: PreparedModel;
  readonly estimate: MapEstimate;
  readonly objective: number;
  readonly membership?: Membership;
}

/** The model of each sub-population, or the one where there is no mixture. */
export function preparedModels({ mixed }: FitModel): readonly PreparedModel[] {
  if (mixed.shares === undefined) return [prepareModel(mixed)];
  return mixed.shares.map((_, k) =>
    prepareModel({ ...mixed, parameters: { ...mixed.parameters, [mixtureNumber]: k + 1 } }),
  );
}

/** @throws those of mapEstimate, HS1656 */
export function fitPerson(model: FitModel, models: readonly PreparedModel[], subject: Subject): PersonFit {
  const fits = models.map((prepared) => fitUnder(model, prepared, subject));
  const [only] = fits;
  if (fits.length === 1) return only!;
  const objectives = fits.map(({ objective }) => objective);
  const member = membership(objectives, sharesOf(models[0]!, subject));
  return { ...fits[member.most]!, objective: member.objective, membership: member };
}

function fitUnder(model: FitModel, prepared: PreparedModel, subject: Subject): PersonFit {
  const estimate = mapEstimate(prepared, subject);
  return { prepared, estimate, objective: objectiveOf(model, prepared, subject, estimate) };
}

/** NONMEM's OBJ of the person under the file's method. */
function objectiveOf({ file }: FitModel, prepared: PreparedModel, subject: Subject, estimate: MapEstimate) {
  if (file.method === "fo") return firstOrderObjective(prepared, subject);
  return isLaplace(file.method) ? estimate.laplaceObjective : estimate.objective;
}

export const isLaplace = (method: FitModel["file"]["method"]) => method.startsWith("laplace");
