import { failure } from "../../../errors/registry.ts";
import type { Filter } from "./filter.ts";

/**
 * A filter that goes through long stretches of time in steps, so that what chance adds is felt by the model soon. Steps
 * end at whole multiples of the length, so that they do not depend on when observations came.
 *
 * @throws HomeostatError HS1807
 */
export function inSteps<Belief>(filter: Filter<Belief>, length: number): Filter<Belief> {
  if (!(length > 0)) throw failure("HS1807", { what: "A step", value: length, expected: "a time above 0" });
  return {
    ...filter,
    forecast(belief, dynamics, from, to, stream) {
      let moved = belief;
      for (let at = from; at < to; ) {
        const next = Math.min(to, (Math.floor(at / length) + 1) * length);
        moved = filter.forecast(moved, dynamics, at, next, stream);
        at = next;
      }
      return from < to ? moved : filter.forecast(belief, dynamics, from, to, stream);
    },
  };
}
