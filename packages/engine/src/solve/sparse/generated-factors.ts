import { generatedFunction } from "../../compile/javascript/generated-function.ts";
import type { Elimination } from "./elimination.ts";
import type { Factors } from "./factors.ts";
import { type RowEntry, type StraightLine, unroll } from "./straight-line.ts";

type Factory = () => Factors;

const made = new WeakMap<Elimination, Factory>();

/**
 * The same as LoopFactors to the same bits, as straight-line code; it is generated once for each elimination, so that
 * the runtime optimises it once. Undefined where code generation is forbidden.
 */
export function generatedFactors(elimination: Elimination): Factors | undefined {
  const factory = made.get(elimination) ?? generate(elimination);
  if (factory !== undefined) made.set(elimination, factory);
  return factory?.();
}

function generate(elimination: Elimination): Factory | undefined {
  const lines = unroll(elimination);
  const body = `"use strict";const f=new Float64Array(${elimination.rows.length});return {
factor(j,shift){\n${factorText(elimination, lines)}\n},
solve(b){\n${solveText(elimination, lines)}\n}};`;
  return generatedFunction<Factory>([], body);
}

function factorText(elimination: Elimination, { products }: StraightLine): string {
  const { size, starts, diagonal } = elimination;
  const source = sources(elimination);
  const lines: string[] = [];
  for (let j = 0; j < size; j++) {
    for (let e = starts[j]!; e < starts[j + 1]!; e++) {
      const terms = products[e]!.map(({ lower, upper }) => `-e${lower}*e${upper}`).join("");
      const sum = `${source[e]}${terms}`;
      const text = e < diagonal[j]! ? sum : e === diagonal[j] ? `1/(${sum})` : `(${sum})*e${diagonal[j]}`;
      lines.push(`const e${e}=f[${e}]=${text};`);
    }
  }
  return lines.join("\n");
}

/** Each entry of W = shift·I − J before anything is eliminated. */
function sources({ rows, diagonal, places }: Elimination): readonly string[] {
  const text = Array.from(rows, () => "0");
  places.forEach((place, e) => {
    text[place] = `-j[${e}]`;
  });
  for (const place of diagonal) text[place] = text[place] === "0" ? "shift" : `shift${text[place]}`;
  return text;
}

function solveText({ size, order, diagonal }: Elimination, { lower, upper }: StraightLine): string {
  const terms = (entries: readonly RowEntry[]) =>
    entries.map(({ place, column }) => `-f[${place}]*x${column}`).join("");
  const steps = Array.from({ length: size }, (_, i) => i);
  const forward = steps.map((i) => `let x${i}=b[${order[i]}]${terms(lower[i]!)};`);
  const back = steps
    .toReversed()
    .map((i) => `x${i}=(x${i}${terms(upper[i]!)})*f[${diagonal[i]}];b[${order[i]}]=x${i};`);
  return [...forward, ...back].join("\n");
}
