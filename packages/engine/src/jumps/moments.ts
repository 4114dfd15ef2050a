import type { JumpOptions } from "./simulate-jumps.ts";
import { jumpSimulator } from "./simulate-jumps.ts";
import type { ReactionSystem } from "./reaction-system.ts";

export interface JumpMoments {
  readonly times: Float64Array;
  /** For each output, over members: the mean, and the standard deviation (with members − 1), at each time. */
  readonly means: readonly Float64Array[];
  readonly deviations: readonly Float64Array[];
  readonly events: number;
}

/** Mean and spread of many members, one after the other (Welford 1962, Technometrics 4:419), in bounded memory. */
export function jumpMoments(
  of: ReactionSystem,
  options: JumpOptions & { readonly members: number },
  progress?: (done: number) => void,
): JumpMoments {
  const simulate = jumpSimulator(of);
  const { members, member = 0 } = options;
  const first = simulate({ ...options, member });
  const means = first.outputs.map((column) => column.slice());
  const squares = first.outputs.map((column) => new Float64Array(column.length));
  let { events } = first;
  for (let i = 1; i < members; i++) {
    progress?.(i);
    const run = simulate({ ...options, member: member + i });
    events += run.events;
    run.outputs.forEach((column, output) => {
      for (let j = 0; j < column.length; j++) {
        const apart = column[j]! - means[output]![j]!;
        means[output]![j]! += apart / (i + 1);
        squares[output]![j]! += apart * (column[j]! - means[output]![j]!);
      }
    });
  }
  progress?.(members);
  const deviations = squares.map((column) => column.map((sum) => Math.sqrt(sum / (members - 1))));
  return { times: first.times, means, deviations, events };
}
