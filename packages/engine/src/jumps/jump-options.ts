import { randomStream } from "../ensemble/random-stream.ts";
import { didYouMean } from "../errors/did-you-mean.ts";
import { failure } from "../errors/registry.ts";
import type { System } from "../model/system.ts";
import { checkReactions } from "./check-reactions.ts";
import type { JumpMethodName } from "./jump-method.ts";
import { jumpMethods } from "./jump-methods.ts";

/** How reactions happen by chance, one event at a time. */
export interface JumpOptions {
  readonly seed: number;
  /** Members have streams of their own; 0 where not given. In an ensemble that of the first member, and the others follow. */
  readonly member?: number;
  /** "next-reaction" where not given. It and "direct" are exact; "tau-leaping" takes many events at once. */
  readonly method?: JumpMethodName;
  /** Of tau-leaping: the share of itself by which a rate may change within a leap, 0.03 where not given. */
  readonly epsilon?: number;
  /** Events allowed in a course, 100 million where not given. */
  readonly mostEvents?: number;
}

export type JumpSettings = Required<JumpOptions>;

/**
 * What is asked of reactions, checked; undefined where their mean course is wanted.
 * @throws HomeostatError HS1401, HS1415, HS1418; HS1409, HS1416 for a system that cannot run so
 */
export function jumpSettings(system: System, options: JumpOptions | undefined): JumpSettings | undefined {
  if (options === undefined) return undefined;
  const { seed, member = 0, method = "next-reaction", epsilon = 0.03, mostEvents = 1e8 } = options;
  randomStream({ seed, member, purpose: "reactions" });
  const methods = Object.keys(jumpMethods);
  if (!methods.includes(method))
    throw failure("HS1418", {
      method,
      methods: methods.join(", "),
      suggestion: didYouMean(method, methods),
    });
  if (!(epsilon > 0 && epsilon < 1)) throw failure("HS1415", { value: epsilon });
  checkReactions(system);
  return { seed, member, method, epsilon, mostEvents };
}
