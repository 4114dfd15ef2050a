import { compilePairMachine, type PairMachine } from "../compile/wasm/compile-wasm.ts";
import { failure } from "../errors/registry.ts";
import { holdsInputs } from "./edge-table.ts";
import type { EnsembleWork } from "./ensemble-work.ts";
import { tableaus } from "../solve/methods/methods.ts";
import { type PairResult, PairRunner, type PairTask } from "./pair-runner.ts";

/**
 * Runs an ensemble on the pair machine. Members whose inputs follow lines, and those that get stuck (so that the
 * failure is told as ever), are run by the reference. Returns how many the machine ran; undefined where there is no machine.
 */
export function runPairs(work: EnsembleWork): number | undefined {
  const machine = machineOf(work);
  const { settings } = work.simulation;
  if (machine === undefined) return undefined;
  let next = 0;
  let ran = 0;
  const stopIfCancelled = () => {
    if (settings.cancelled()) throw failure("HS1313", { time: work.from });
  };
  const take = (): PairTask | undefined => {
    stopIfCancelled();
    for (; next < work.members; next++) {
      const task = taskOf(work, next);
      if (task === undefined) continue;
      next++;
      return task;
    }
    return undefined;
  };
  new PairRunner(machine, {
    ...settings,
    from: work.from,
    to: work.to,
    times: work.times,
    outputCount: work.slots.length,
    next: take,
    done: (result) => {
      ran++;
      keep(work, result);
    },
    stuck: ({ index }) => work.runAlone(index, work.start(index)),
    pause: stopIfCancelled,
  }).run();
  return ran;
}

/** A member for the machine; one that it cannot run is run at once, by the reference. */
function taskOf(work: EnsembleWork, index: number): PairTask | undefined {
  const { integrator } = work.simulation;
  const started = work.start(index);
  const { member, schedule } = started;
  if (!holdsInputs(schedule)) {
    work.runAlone(index, started);
    return undefined;
  }
  const { step, inputs, rest } = integrator.opening(member, schedule, work.from);
  return { index, member: { ...member, step }, inputs, rest, schedule };
}

/** The machine gives the outputs of every time before the end; those at the end are read from the last state. */
function keep(work: EnsembleWork, { task, y, u, outputs, given }: PairResult): void {
  const { columns, times } = work;
  const first = task.index * times.length;
  for (const [i, column] of columns.entries()) column.set(outputs[i]!, first);
  for (let j = given; j < times.length; j++) work.write(task.index, j, times[j]!, y, task.member.p, u);
  work.finished();
}

const machines = new Map<string, PairMachine>();
/** Each holds a memory of its own. */
const mostMachines = 8;

function machineOf({ simulation, slots }: EnsembleWork): PairMachine | undefined {
  const { system, settings, jumps } = simulation;
  const method = tableaus[settings.method];
  const { fixedStep, linearPart, noise } = settings;
  const adaptive = jumps === undefined && noise === undefined && fixedStep === undefined;
  if (method === undefined || !adaptive || linearPart !== undefined) return undefined;
  const key = [system.hash, method.name, ...slots].join(" ");
  const machine = machines.get(key) ?? compilePairMachine(system, method, slots);
  if (machine === undefined) return undefined;
  machines.delete(key);
  machines.set(key, machine);
  const [oldest] = machines.keys();
  if (machines.size > mostMachines && oldest !== undefined) machines.delete(oldest);
  return machine;
}
