import { compileKernel } from "../compile/compile-kernel.ts";
import { lower } from "../model/lower.ts";
import type { Model } from "../model/model.ts";
import type { ParameterSpec } from "../model/model-spec.ts";
import { placeNamed } from "../solve/named-values.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import { normalProbability } from "./normal-distribution.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { randomStream } from "./random-stream.ts";

export interface MembersRequest<P extends string = string> {
  readonly members: number;
  readonly seed: number;
  /** The same for all members; they are not drawn, and defaults that read them follow. */
  readonly given?: { readonly [name in P]?: number };
}

/**
 * Draws each parameter that has a spread, independently, around its value and within its range: a column of `members`
 * values for each. A member's values depend on the seed and its number alone.
 * @throws HS1301, HS1302 for given names and numbers that do not fit
 */
export function drawMembers<S extends string, I extends string, P extends string, O extends string>(
  model: Model<S, I, P, O>,
  { members, seed, given = {} }: MembersRequest<P>,
): { readonly [name in P]?: Float64Array } {
  const medians = parametersOf(model, given);
  const specs = Object.entries(model.parameters) as [P, ParameterSpec][];
  const drawn = specs.filter(([name, { spread }]) => spread !== undefined && !(name in given));
  return Object.fromEntries(
    drawn.map(([name, { spread, range }]) => {
      const distribution = distributionOf(spread!, medians.get(name)!);
      return [name, drawWithin(distribution, range, { members, seed, purpose: `parameter ${name}` })];
    }),
  ) as { readonly [name in P]?: Float64Array };
}

/** Between the shares of people who lie below the range's ends: one draw a member. */
function drawWithin(
  { toFree, fromFree }: Distribution,
  range: readonly [number, number] | undefined,
  { members, seed, purpose }: { members: number; seed: number; purpose: string },
): Float64Array {
  const share = (end: number | undefined, open: number) => {
    const free = end === undefined ? open : toFree(end);
    return Number.isNaN(free) ? normalProbability(open) : normalProbability(free);
  };
  const low = share(range?.[0], Number.NEGATIVE_INFINITY);
  const high = share(range?.[1], Number.POSITIVE_INFINITY);
  return Float64Array.from({ length: members }, (_, member) => {
    const uniform = randomStream({ seed, purpose, member }).uniform();
    return fromFree(normalQuantile(low + uniform * (high - low)));
  });
}

function parametersOf(model: Model, given: Readonly<Record<string, number | undefined>>) {
  const kernel = compileKernel(lower(model));
  const p = new Float64Array(kernel.parameters.length);
  const known = new Uint8Array(p.length);
  placeNamed("parameter", given, kernel.parameters, p, known);
  kernel.fillParameters(p, known);
  return new Map(kernel.parameters.map((name, i) => [name, p[i]!]));
}
