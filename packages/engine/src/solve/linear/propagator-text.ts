import { type Place, reached } from "./pattern.ts";
import { degree } from "./propagator.ts";

/**
 * The steps of `PropagatorMaker` for one pattern as straight-line JavaScript, to the same bits: the body of a function
 * (matrix, norm, time, into, at) that writes the reached entries of Φ, then those of Ψ. `norm` is that of A alone.
 */
export function propagatorText(matrix: readonly Place[], n: number): string {
  const places = reached(matrix, n);
  const names = (letter: string, of: readonly Place[] = places) =>
    new Map(of.map(({ row, column }) => [row * n + column, `${letter}${row}_${column}`]));
  const [x, p, f, s] = [names("x", matrix), names("p"), names("f"), names("s")];
  const declare = (of: ReadonlyMap<number, string>, value: (at: number) => string) =>
    of.size === 0 ? "" : `let ${[...of].map(([at, name]) => `${name}=${value(at)}`).join(",")};`;
  const product = (left: ReadonlyMap<number, string>, right: ReadonlyMap<number, string>) =>
    places
      .map(({ row, column }) => `${s.get(row * n + column)}=${entry(left, right, n, row, column)};`)
      .join("");
  const each = (text: (at: number, diagonal: boolean) => string) =>
    places.map(({ row, column }) => text(row * n + column, row === column)).join("");
  const unit = (diagonal: boolean) => (diagonal ? "+1" : "");
  return `const size=norm*time;
const doublings=Math.max(0,Math.ceil(Math.log2(2*size)));
const factor=time/2**doublings;
${declare(x, (at) => `matrix[${at}]*factor`)}
${declare(p, (at) => (Math.floor(at / n) === at % n ? "1" : "0"))}
${declare(s, () => "0")}${declare(f, () => "0")}
for(let j=${degree};j>=1;j--){const inverse=inverses[j];
${product(x, p)}
${each((at, diagonal) => `${p.get(at)}=${s.get(at)}*inverse${unit(diagonal)};`)}}
${product(x, p)}
${each((at, diagonal) => `${f.get(at)}=${s.get(at)}${unit(diagonal)};`)}
for(let i=0;i<doublings;i++){
${product(f, p)}
${each((at) => `${p.get(at)}=0.5*(${p.get(at)}+${s.get(at)});`)}
${product(f, f)}
${each((at) => `${f.get(at)}=${s.get(at)};`)}}
${places.map((_, i) => `into[at+${i}]=${f.get(atOf(places, i, n))};into[at+${places.length + i}]=${p.get(atOf(places, i, n))}*time;`).join("")}`;
}

const atOf = (places: readonly Place[], i: number, n: number) => places[i]!.row * n + places[i]!.column;

function entry(
  left: ReadonlyMap<number, string>,
  right: ReadonlyMap<number, string>,
  n: number,
  row: number,
  column: number,
): string {
  const terms = Array.from({ length: n }, (_, inner) => [
    left.get(row * n + inner),
    right.get(inner * n + column),
  ]);
  const both = terms.filter(([a, b]) => a !== undefined && b !== undefined);
  return both.map(([a, b]) => `${a}*${b}`).join("+") || "0";
}
