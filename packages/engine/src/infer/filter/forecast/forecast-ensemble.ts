import { failure } from "../../../errors/registry.ts";
import type { RandomStream } from "../../../ensemble/random-stream.ts";
import { checkForward, type Dynamics } from "../contract/dynamics.ts";
import { checkEnsemble, copyOf, type Ensemble } from "../ensemble/ensemble.ts";

/**
 * Moves every member through the model, chance included. Numbers of a member beyond the model's own (what a smoother
 * remembers) stay as they are.
 *
 * @throws HomeostatError HS1801 backwards, HS1802, HS1805 where a member leaves the finite numbers
 */
export function forecastEnsemble(
  ensemble: Ensemble,
  dynamics: Dynamics,
  from: number,
  to: number,
  stream: RandomStream,
): Ensemble {
  const moved = advanceEnsemble(ensemble, dynamics, from, to);
  const { noise } = dynamics;
  if (noise) visitMembers(moved, dynamics.size, to, (member) => noise.add(member, from, to, stream));
  return moved;
}

/** Moves every member through the model without chance. @throws as `forecastEnsemble` */
export function advanceEnsemble(ensemble: Ensemble, dynamics: Dynamics, from: number, to: number): Ensemble {
  checkEnsemble(ensemble);
  checkForward(from, to);
  const moved = copyOf(ensemble);
  visitMembers(moved, dynamics.size, to, (member) => dynamics.advance(member, from, to));
  return moved;
}

/** Changes the model's own numbers of each member in place. */
function visitMembers(
  { size, x, weights }: Ensemble,
  own: number,
  at: number,
  change: (member: Float64Array) => void,
): void {
  for (let m = 0; m < weights.length; m++) {
    const member = x.subarray(m * size, m * size + own);
    change(member);
    if (!member.every(Number.isFinite)) throw failure("HS1805", { what: "Member", which: m, at });
  }
}
