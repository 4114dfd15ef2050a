import { engineRegistry, failuresOf } from "@homeostat/engine";
import { twinErrors } from "./twin-errors.ts";

/** The rules a twin can break, its engine's among them. */
export const twinRegistry = { ...engineRegistry, ...twinErrors } as const;

export type ErrorCode = keyof typeof twinRegistry;

export const failure = failuresOf(twinRegistry);
