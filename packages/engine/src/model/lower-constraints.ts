import { quantity } from "../equations/kind.ts";
import { lowerExpression } from "../equations/lower-expression.ts";
import type { Scope } from "../equations/scope.ts";
import { inPlace } from "../errors/in-place.ts";
import type { Lowering } from "./lowering.ts";
import type { System } from "./system.ts";

/** Equations `0 = …` with the states that they determine; nothing where there are none. */
export function lowerConstraints(
  { spec, definitions }: Lowering,
  scope: Scope,
): Pick<System, "constraints" | "unknowns"> {
  if (definitions.constraints.length === 0) return {};
  const constraints = definitions.constraints.map(({ right, at }) =>
    inPlace({ path: "equations", ...at }, () => {
      const lowered = lowerExpression(right, scope);
      quantity(lowered);
      return lowered.node;
    }),
  );
  const unknowns = Object.keys(spec.states).flatMap((name, slot) =>
    definitions.moving.has(name) ? [] : [slot],
  );
  return { constraints, unknowns };
}
