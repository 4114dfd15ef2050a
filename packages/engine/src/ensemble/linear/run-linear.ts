import { failure } from "../../errors/registry.ts";
import type { Place } from "../../solve/linear/pattern.ts";
import type { SparsePattern } from "../../solve/sparse/sparse-pattern.ts";
import { holdsInputs } from "../edge-table.ts";
import type { EnsembleWork } from "../ensemble-work.ts";
import { type LinearCode, linearCode } from "./linear-code.ts";
import { LinearCourse } from "./linear-course.ts";

/**
 * Runs an ensemble of a linear system by generated code that gives the bits of the method "linear". Members whose
 * inputs follow lines, and those that get no finite result, are run by the reference. False where there is no such code.
 */
export function runLinear(work: EnsembleWork): boolean {
  const { settings, jumps } = work.simulation;
  const code = settings.noise === undefined && jumps === undefined ? codeOf(work) : undefined;
  if (code === undefined) return false;
  const course = new LinearCourse(work, code);
  const member = work.room();
  for (let index = 0; index < work.members; index++) {
    if (settings.cancelled()) throw failure("HS1313", { time: work.from });
    const started = work.restart(index, member);
    if (!holdsInputs(started.schedule)) work.runAlone(index, started);
    else if (course.run(index, started)) work.finished();
    else work.runAlone(index, work.start(index));
  }
  return true;
}

const cached = new Map<string, LinearCode | undefined>();
const most = 64;

function codeOf({ simulation, slots }: EnsembleWork): LinearCode | undefined {
  const { kernel, system } = simulation;
  const key = [system.hash, ...slots].join(" ");
  if (cached.has(key)) return cached.get(key);
  const code = linearCode(system, placesOf(kernel.jacobian(false).pattern), slots);
  const [oldest] = cached.keys();
  if (cached.size >= most && oldest !== undefined) cached.delete(oldest);
  cached.set(key, code);
  return code;
}

function placesOf({ size, starts, rows }: SparsePattern): readonly Place[] {
  return Array.from({ length: size }, (_, column) =>
    Array.from(rows.subarray(starts[column], starts[column + 1]), (row) => ({ row, column })),
  ).flat();
}
