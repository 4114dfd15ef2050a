import { failure } from "../../../errors/registry.ts";
import type { Scales } from "../scales/scale.ts";

export interface UnscentedSettings {
  /** The weight κ of the middle point, not negative; 1 where not given, 0 is the cubature rule. */
  readonly centre?: number;
  /** What is believed to be normal are the numbers on these scales; absent: the numbers themselves. */
  readonly scales?: Scales;
}

/** @throws HomeostatError HS1807 */
export function checkedCentre({ centre = 1 }: UnscentedSettings): number {
  if (!(centre >= 0 && Number.isFinite(centre)))
    throw failure("HS1807", { what: "centre", value: centre, expected: "a number of at least 0" });
  return centre;
}
