import type { OmegaBlock } from "@homeostat/engine/infer";
import { failure } from "../errors/registry.ts";
import type { ModelFile } from "./model-file.ts";
import type { RandomEffects } from "./random-effects.ts";

/** All effects of a person, and which of them share what covariance. */
export interface AllEffects extends RandomEffects {
  readonly blocks: readonly OmegaBlock[];
}

/** Effects between people, those with priors that Ω does not name, then those of each occasion. @throws HS1615 */
export function allEffects({ source, effects, occasions, priors, fixed }: ModelFile): AllEffects {
  const added = [...priors.keys()].filter((name) => !effects.names.includes(name));
  const parts: readonly (RandomEffects & { readonly copies: readonly (readonly string[])[] })[] = [
    { ...effects, copies: [effects.names] },
    ...added.map((name) => ({ names: [name], omega: Float64Array.of(1), copies: [[name]] })),
    ...(occasions === undefined
      ? []
      : [
          {
            ...occasions.effects,
            copies: occasions.levels.map((level) =>
              occasions.effects.names.map((name) => occasionName(name, level)),
            ),
          },
        ]),
  ];
  const names = parts.flatMap(({ copies }) => copies.flat());
  const refuse = (name: string, problem: string): never => {
    throw failure("HS1615", { name, problem }, { source, path: "omega" });
  };
  for (const name of priors.keys())
    if (effects.names.includes(name) && effects.omega[diagonal(effects, name)] !== 1)
      refuse(name, "it is the normal score of a prior, so its variance is 1");
  names.forEach((name, i) => {
    if (names.indexOf(name) !== i) refuse(name, "it is listed twice");
  });
  const stays = (name: string) => fixed.includes(name) || priors.has(name);
  const place = new Map(names.map((name, i) => [name, i]));
  const blocks = parts.flatMap(({ names: own, omega, copies }) =>
    connected(omega, own.length).map((members) => ({
      places: copies.map((copy) => members.map((i) => place.get(copy[i]!)!)),
      fixed: members.some((i) => stays(own[i]!)),
    })),
  );
  return { names, omega: placedOmega(parts, names.length), blocks };
}

export const occasionName = (name: string, level: number) =>
  `${name}_${String(level).replace(/[^0-9]/g, "_")}`;

function diagonal({ names }: RandomEffects, name: string): number {
  return names.indexOf(name) * (names.length + 1);
}

/** Every copy of a part stands on the diagonal of the whole. */
function placedOmega(
  parts: readonly (RandomEffects & { readonly copies: readonly unknown[] })[],
  n: number,
): Float64Array {
  const whole = new Float64Array(n * n);
  let first = 0;
  for (const { omega, names, copies } of parts)
    for (let copy = 0; copy < copies.length; copy++, first += names.length)
      omega.forEach((value, at) => {
        const [row, column] = [Math.floor(at / names.length), at % names.length];
        whole[(first + row) * n + first + column] = value;
      });
  return whole;
}

/** Groups of effects that covary, each in ascending order. */
function connected(omega: Float64Array, n: number): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (let i = 0; i < n; i++) {
    const touching = groups.filter((group) => group.some((j) => omega[i * n + j] !== 0));
    const rest = groups.filter((group) => !touching.includes(group));
    groups.splice(
      0,
      groups.length,
      ...rest,
      [...touching.flat(), i].sort((a, b) => a - b),
    );
  }
  return groups.sort((a, b) => a[0]! - b[0]!);
}
