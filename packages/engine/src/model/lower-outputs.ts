import { equationUnit } from "../equations/kind.ts";
import { parseExpression } from "../equations/parse.ts";
import type { Scope } from "../equations/scope.ts";
import { inPlace } from "../errors/in-place.ts";
import type { Lowering } from "./lowering.ts";
import { lowerInto } from "./resolve.ts";
import type { System } from "./system.ts";

/** Outputs read all that the equations can read, and come out in the unit that they declare. */
export function lowerOutputs({ spec }: Lowering, scope: Scope): System["outputs"] {
  return Object.entries(spec.outputs).map(([name, { equals, unit }]) => ({
    name,
    unit,
    value: inPlace({ path: `outputs.${name}` }, () => {
      const declared = equationUnit(unit, {});
      return lowerInto(`The output '${name}'`, parseExpression(equals), declared, scope).node;
    }),
  }));
}
