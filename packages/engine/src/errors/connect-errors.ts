import type { ErrorRule } from "./homeostat-error.ts";

/** HS4xxx: records, devices and files read at the edge. */
export const connectErrors = {} as const satisfies Record<string, ErrorRule>;
