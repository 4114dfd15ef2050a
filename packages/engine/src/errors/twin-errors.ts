import type { ErrorRule } from "./homeostat-error.ts";

/** HS3xxx: observations, twins, forecasts, plans. */
export const twinErrors = {} as const satisfies Record<string, ErrorRule>;
