import {
  didYouMean,
  type JumpMethodName,
  type JumpOptions,
  type ModelSpec,
  type NoiseOptions,
  type SchemeName,
} from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import { inModelTime, parseDuration } from "./duration.ts";
import { parseWholeNumber } from "./whole-number.ts";

export interface ChanceFlags {
  readonly noise?: string;
  readonly step?: string;
  readonly epsilon?: string;
  readonly method?: string;
  readonly seed: string;
}

/** How a run is left to chance, as the engine takes it. */
export interface Chance {
  readonly noise?: NoiseOptions | "off";
  readonly jumps?: JumpOptions;
}

/** By the name of --noise; `ssa` is what Gillespie's direct method is called elsewhere. */
const jumpMethods: Readonly<Record<string, JumpMethodName>> = {
  "next-reaction": "next-reaction",
  direct: "direct",
  ssa: "direct",
  "tau-leaping": "tau-leaping",
};
const schemes: readonly SchemeName[] = ["euler-maruyama", "milstein", "sra1"];

const choices: readonly string[] = [...Object.keys(jumpMethods), ...schemes, "off"];

/** What --noise can be, as its help says. */
export const noiseChoices = `by chance: ${Object.keys(jumpMethods).join(", ")} run reactions one by one; ${schemes.join(", ")} step the noise of equations; off leaves it out (docs/guides/noise.md)`;

/** Where `--summary` names none. */
export const usualQuantiles = "0.05,0.25,0.5,0.75,0.95";

/** Reads the flags of chance for a model. Throws HS6016 where they do not fit it or each other, HS6009. */
export function readChance(flags: ChanceFlags, model: ModelSpec): Chance {
  const { noise } = flags;
  const seed = parseWholeNumber("--seed", flags.seed, 0, Number.MAX_SAFE_INTEGER);
  const method = noise === undefined ? undefined : jumpMethods[noise];
  const scheme = schemes.find((one) => one === noise);
  if (noise !== undefined && !choices.includes(noise))
    throw refused(`there is no --noise ${noise}`, {
      rule: `--noise is one of ${choices.join(", ")}.`,
      cure: `${didYouMean(noise, choices)} docs/guides/noise.md says which serves when.`,
    });
  refuseOthers(flags, method, scheme);
  if (scheme !== undefined) return { noise: { seed, scheme, step: stepOf(flags, scheme, model) } };
  if (method !== undefined) return jumpsOf(flags, method, seed, model);
  if (hasNoise(model)) {
    if (noise === "off") return { noise: "off" };
    throw refused(`${model.id} has noise in its equations, and nothing says how it is drawn`, {
      rule: "A model with noise is run by chance, or expressly without it.",
      cure: "Add --noise euler-maruyama --step 1min (well below the times in which the model changes), or --noise off.",
    });
  }
  return {};
}

function jumpsOf(flags: ChanceFlags, method: JumpMethodName, seed: number, model: ModelSpec): Chance {
  if (!hasReactions(model))
    throw refused(`--noise ${flags.noise} and ${model.id}, which has no reactions`, {
      rule: `Reactions happen one by one (${Object.keys(jumpMethods).join(", ")}); equations have noise (${schemes.join(", ")}).`,
      cure: hasNoise(model) ? "Use --noise euler-maruyama --step 1min." : "Leave --noise out.",
    });
  const epsilon = flags.epsilon === undefined ? {} : { epsilon: Number(flags.epsilon) };
  return { jumps: { seed, method, ...epsilon } };
}

function stepOf({ step }: ChanceFlags, scheme: string, model: ModelSpec): number {
  if (!hasNoise(model))
    throw refused(`--noise ${scheme} and ${model.id}, whose equations have no noise`, {
      rule: `${schemes.join(", ")} step the noise of equations; reactions happen by ${Object.keys(jumpMethods).join(", ")}.`,
      cure: hasReactions(model) ? "Use --noise next-reaction." : "Leave --noise out.",
    });
  if (step !== undefined) return inModelTime(parseDuration(step), model.time);
  throw refused(`--noise ${scheme} without a step`, {
    rule: "Noise is stepped at a fixed length, which decides how exact a path is.",
    cure: "Add --step 1min, well below the times in which the model changes.",
  });
}

/** Flags that say something of another way to run. */
function refuseOthers(
  { noise = "no --noise", step, epsilon, method }: ChanceFlags,
  jumps: string | undefined,
  scheme: string | undefined,
): void {
  const refuse = (option: string, of: string, cure: string) => {
    throw refused(`${option} beside ${noise === "no --noise" ? noise : `--noise ${noise}`}`, {
      rule: `${option} is for ${of}.`,
      cure,
    });
  };
  if (step !== undefined && scheme === undefined)
    refuse("--step", `--noise ${schemes.join(", ")}`, "Leave --step out.");
  if (epsilon !== undefined && jumps !== "tau-leaping")
    refuse("--epsilon", "--noise tau-leaping", "Leave --epsilon out.");
  if (method !== undefined && (jumps ?? scheme) !== undefined)
    refuse("--method", "runs without chance", "Leave --method out: --noise says how.");
}

const hasNoise = ({ noise = {} }: ModelSpec) => Object.values(noise).some((text) => text !== undefined);
const hasReactions = ({ reactions = {} }: ModelSpec) => Object.keys(reactions).length > 0;

/** Flags that do not go together, with the rule and the way out. */
export function refused(what: string, { rule, cure }: { readonly rule: string; readonly cure: string }) {
  return failure("HS6016", { what, rule, cure });
}
