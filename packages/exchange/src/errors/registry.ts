import { engineRegistry, failuresOf } from "@homeostat/engine";
import { exchangeErrors } from "./exchange-errors.ts";

/** The rules a model in another notation can break, the engine's among them. */
export const exchangeRegistry = { ...engineRegistry, ...exchangeErrors } as const;

export const failure = failuresOf(exchangeRegistry);
