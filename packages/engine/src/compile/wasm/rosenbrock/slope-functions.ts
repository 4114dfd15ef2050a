import { FunctionCode } from "../function-code.ts";
import { movingExpressions } from "../module-parts.ts";
import type { RosenbrockParts } from "./linear-parts.ts";

/** (time): the slopes at the argument. */
export function slopesFunction(parts: RosenbrockParts): FunctionCode {
  const code = new FunctionCode(["v128"]);
  const { linear, places } = parts;
  const values = movingExpressions(code, parts, linear.derivatives, {
    time: 0,
    state: (slot) => code.load(places.argument + 16 * slot),
  });
  linear.derivatives.forEach((node, state) => {
    code.store(places.slopes + 16 * state, () => values.number(node));
  });
  return code;
}

/** (time): slopes, Jacobian and drift at the state. */
export function lineariseFunction(parts: RosenbrockParts): FunctionCode {
  const code = new FunctionCode(["v128"]);
  const { linear, places, layout } = parts;
  const drifting = [...linear.drifting];
  const roots = [
    ...linear.derivatives.map((node, state) => ({ node, at: places.first + 16 * state })),
    ...linear.entries.map((node, entry) => ({ node, at: places.jacobian + 16 * entry })),
    ...drifting.map((state) => ({ node: linear.drift[state]!, at: places.drift + 16 * state })),
  ];
  const values = movingExpressions(
    code,
    parts,
    roots.map(({ node }) => node),
    { time: 0, state: (slot) => code.load(layout.y + 16 * slot) },
  );
  for (const { node, at } of roots) code.store(at, () => values.number(node));
  return code;
}
