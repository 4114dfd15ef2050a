import { connectRegistry } from "@homeostat/connect";
import { failuresOf } from "@homeostat/engine";
import { serverErrors } from "./server-errors.ts";

/** Errors of a request or a job, and of the records and twins it is about. */
export const failure = failuresOf({ ...connectRegistry, ...serverErrors });
