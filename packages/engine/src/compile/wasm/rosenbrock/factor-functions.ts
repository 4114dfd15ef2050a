import type { RowEntry } from "../../../solve/sparse/straight-line.ts";
import { FunctionCode, type Local } from "../function-code.ts";
import type { RosenbrockParts } from "./linear-parts.ts";

/** (shift): the factors of W = shift·I − J, by the operations of generated-factors.ts. */
export function factorFunction({ elimination, lines, places }: RosenbrockParts): FunctionCode {
  const code = new FunctionCode(["v128"]);
  const { size, starts, diagonal, rows } = elimination;
  const entries = new Map<number, number>();
  elimination.places.forEach((place, entry) => {
    entries.set(place, places.jacobian + 16 * entry);
  });
  const locals = Array.from(rows, () => code.local("v128"));
  for (let j = 0; j < size; j++) {
    for (let e = starts[j]!; e < starts[j + 1]!; e++) {
      if (e === diagonal[j]) code.number(1);
      pushSource(code, entries.get(e), e === diagonal[j]);
      for (const { lower, upper } of lines.products[e]!)
        code.get(locals[lower]!).get(locals[upper]!).op("f64x2.mul", "f64x2.sub");
      if (e === diagonal[j]) code.op("f64x2.div");
      else if (e > diagonal[j]!) code.get(locals[diagonal[j]!]!).op("f64x2.mul");
      code.set(locals[e]!);
      code.store(places.factors + 16 * e, () => code.get(locals[e]!));
    }
  }
  return code;
}

/** An entry of W before anything is eliminated; the shift is the function's parameter. */
function pushSource(code: FunctionCode, entry: number | undefined, onDiagonal: boolean): void {
  if (onDiagonal) code.get(0);
  if (entry === undefined) {
    if (!onDiagonal) code.number(0);
    return;
  }
  code.load(entry).op(onDiagonal ? "f64x2.sub" : "f64x2.neg");
}

/** (address): solves in place for a right-hand side at the address. */
export function solveFunction({ elimination, lines, places }: RosenbrockParts): FunctionCode {
  const code = new FunctionCode(["i32"]);
  const { size, order, diagonal } = elimination;
  const x: readonly Local[] = Array.from({ length: size }, () => code.local("v128"));
  const subtract = (entries: readonly RowEntry[]) => {
    for (const { place, column } of entries)
      code
        .load(places.factors + 16 * place)
        .get(x[column]!)
        .op("f64x2.mul", "f64x2.sub");
  };
  for (let i = 0; i < size; i++) {
    code.get(0).loadVector(16 * order[i]!);
    subtract(lines.lower[i]!);
    code.set(x[i]!);
  }
  for (let i = size - 1; i >= 0; i--) {
    code.get(0).get(x[i]!);
    subtract(lines.upper[i]!);
    code
      .load(places.factors + 16 * diagonal[i]!)
      .op("f64x2.mul")
      .tee(x[i]!);
    code.storeVector(16 * order[i]!);
  }
  return code;
}
