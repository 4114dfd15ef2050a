import type { ModelSpec, ReactionSpec } from "./model-spec.ts";

/** All that moves a model, as text to be read: its equations, a line for each noise, and a line for each reaction. */
export function equationText({ equations, noise = {}, reactions = {} }: ModelSpec): string {
  const lines = equations.trim().replace(/^ +/gm, "");
  const noises = Object.entries(noise).flatMap(([name, text]) =>
    text === undefined ? [] : [`noise(${name}) = ${text}`],
  );
  const events = Object.entries(reactions).map(reactionLine);
  return [lines, ...noises, ...events].filter((line) => line !== "").join("\n");
}

/** `infection: V - 1, I + 1 at k*V` */
function reactionLine([name, { rate, changes }]: readonly [string, ReactionSpec]): string {
  const parts = Object.entries(changes).flatMap(([state, by]) => {
    if (by === undefined) return [];
    if (typeof by === "string") return [`${state} + (${by})`];
    return [`${state} ${by < 0 ? "-" : "+"} ${Math.abs(by)}`];
  });
  return `${name}: ${parts.join(", ")} at ${rate}`;
}
