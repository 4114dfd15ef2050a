import { engineErrors } from "./engine-errors.ts";
import { failuresOf } from "./failures-of.ts";
import { filterErrors } from "./filter-errors.ts";
import { inferenceErrors } from "./inference-errors.ts";

/** Every rule of the engine, by code; each room above lists its own beside these. */
export const engineRegistry = { ...engineErrors, ...inferenceErrors, ...filterErrors } as const;

export type ErrorCode = keyof typeof engineRegistry;

/** Makes the error of a code; throw it, or hand it on as a value. */
export const failure = failuresOf(engineRegistry);
