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
  checkEnsemble(ensemble);
  checkForward(from, to);
  const moved = copyOf(ensemble);
  const { size, x, weights } = moved;
  for (let m = 0; m < weights.length; m++) {
    const member = x.subarray(m * size, m * size + dynamics.size);
    dynamics.advance(member, from, to);
    dynamics.noise?.add(member, from, to, stream);
    if (!member.every(Number.isFinite)) throw failure("HS1805", { what: "Member", which: m, at: to });
  }
  return moved;
}
