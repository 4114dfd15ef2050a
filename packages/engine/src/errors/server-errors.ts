import type { ErrorRule } from "./homeostat-error.ts";

/** HS5xxx: store, jobs, HTTP; HS6xxx: command line. */
export const serverErrors = {} as const satisfies Record<string, ErrorRule>;
