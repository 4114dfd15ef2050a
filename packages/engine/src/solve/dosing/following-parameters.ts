import type { Kernel } from "../../compile/kernel.ts";
import type { System } from "../../model/system.ts";

/** Gives parameters as they came, those whose defaults follow from others filled in anew (scratch: read, do not keep). */
export type Complete = (parameters: Float64Array) => Float64Array;

/** For a kernel of a system with the same parameters. Those named as `independent` stay as they come, and so does every one whose default is a number. */
export function followingParameters(
  kernel: Kernel,
  { graph, parameters }: System,
  independent: readonly string[],
): Complete {
  const own = new Float64Array(parameters.length);
  const given = Uint8Array.from(parameters, ({ name, default: value }) =>
    graph.op(value) === "number" || independent.includes(name) ? 1 : 0,
  );
  return (values) => {
    own.set(values);
    kernel.fillParameters(own, given);
    return own;
  };
}
