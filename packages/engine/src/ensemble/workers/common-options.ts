import type { EnsembleOptions } from "../ensemble-options.ts";

const names = [
  "from",
  "to",
  "every",
  "at",
  "keep",
  "method",
  "fixedStep",
  "linearPart",
  "tolerance",
  "mostSteps",
  "noise",
  "jumps",
  "backend",
] as const;

/** What all members of a job share of the options, as data. */
export type CommonOptions = Pick<EnsembleOptions, (typeof names)[number]>;

/** Of the options of an ensemble; what is not given is left out. */
export function commonOptions(options: CommonOptions): CommonOptions {
  const given = names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]));
  return Object.fromEntries(given) as CommonOptions;
}
