import { failuresOf } from "@homeostat/engine";
import { exchangeRegistry } from "@homeostat/exchange";
import { cliErrors } from "./cli-errors.ts";

/** Errors of a command line, and of the models it reads. */
export const failure = failuresOf({ ...exchangeRegistry, ...cliErrors });
