import { failuresOf } from "@homeostat/engine";
import { twinRegistry } from "@homeostat/twin";
import { connectErrors } from "./connect-errors.ts";

/** The rules a record, a device or a file can break, the twin's among them. */
export const connectRegistry = { ...twinRegistry, ...connectErrors } as const;

export const failure = failuresOf(connectRegistry);
