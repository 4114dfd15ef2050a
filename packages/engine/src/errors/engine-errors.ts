import type { ErrorRule } from "./homeostat-error.ts";

/** HS1xxx: equations, units, models, solving, random numbers, inference. */
export const engineErrors = {
  HS1001: {
    message: "Cannot read the unit '{unit}': {problem}.",
    rule: "Units are written in UCUM, case-sensitive.",
    cure: "Write it as UCUM does, for example mg/dL, mmol/L, u[IU]/mL, mm[Hg], /min.",
    status: 422,
  },
} as const satisfies Record<string, ErrorRule>;
