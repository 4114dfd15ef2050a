import { residualShare } from "../../../solve/sparse/shifted-solver.ts";
import { FunctionCode } from "../function-code.ts";
import { pushRight } from "./stage-functions.ts";
import type { RosenbrockParts } from "./linear-parts.ts";

/** (h, shift) → a mask of the lanes whose first stage solves its equations, as ShiftedSolver.prove tells it. */
export function proveFunction(parts: RosenbrockParts): FunctionCode {
  const code = new FunctionCode(["v128", "v128"], ["v128"]);
  const { linear, layout, places } = parts;
  const { starts, rows, size } = linear.pattern;
  const [h, shift] = [0, 1];
  const [residual, scale, term, right] = ["", "", "", ""].map(() => code.local("v128")) as [
    number,
    number,
    number,
    number,
  ];
  const entries = Array.from({ length: size }, (): { at: number; column: number }[] => []);
  for (let j = 0; j < size; j++)
    for (let e = starts[j]!; e < starts[j + 1]!; e++)
      entries[rows[e]!]!.push({ at: places.jacobian + 16 * e, column: j });
  const x = (state: number) => code.load(layout.k[0]! + 16 * state);
  code.bits(-1n);
  entries.forEach((row, i) => {
    pushRight(code, parts, 0, i, h);
    code.tee(right).get(shift);
    x(i).op("f64x2.mul").tee(term).op("f64x2.sub").set(residual);
    code.get(right).op("f64x2.abs").get(term).op("f64x2.abs", "f64x2.add").set(scale);
    for (const { at, column } of row) {
      code.get(residual).load(at);
      x(column).op("f64x2.mul").tee(term).op("f64x2.add").set(residual);
      code.get(scale).get(term).op("f64x2.abs", "f64x2.add").set(scale);
    }
    code
      .get(residual)
      .op("f64x2.abs")
      .get(scale)
      .number(residualShare)
      .op("f64x2.mul", "f64x2.le", "v128.and");
  });
  return code;
}
