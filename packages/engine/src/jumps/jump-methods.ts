import { direct } from "./direct.ts";
import type { JumpMethod, JumpMethodName } from "./jump-method.ts";
import { nextReaction } from "./next-reaction.ts";
import { tauLeaping } from "./tau-leaping.ts";

/** Every method for reactions, listed once. */
export const jumpMethods: Readonly<Record<JumpMethodName, JumpMethod>> = {
  "next-reaction": nextReaction,
  direct,
  "tau-leaping": tauLeaping,
};
