import { generatedCode } from "../../compile/javascript/generated-code.ts";
import { sectionText } from "../../compile/javascript/section-text.ts";
import type { System } from "../../model/system.ts";
import { inverses } from "../../solve/linear/propagator.ts";
import { type Place, reached } from "../../solve/linear/pattern.ts";
import { propagatorText } from "../../solve/linear/propagator-text.ts";
import type { LinearPlan } from "./linear-plan.ts";

/** Beyond this many entries loops over matrices are as good as straight-line code. */
const mostEntries = 64;

/** The inner loops of one linear system and its kept outputs, as generated code. */
export interface LinearCode {
  /** How many numbers a propagator takes in the table. */
  readonly stride: number;
  /** Writes the propagator over a time at a place of the table; `norm` is the greatest column sum of |A|. */
  propagate(matrix: Float64Array, norm: number, time: number, table: Float64Array, at: number): void;
  /** Takes the state through the segments from `first` to `last`, and writes the outputs on the way. */
  sweep(sweep: Sweep, plan: LinearPlan, first: number, last: number, driven: boolean): void;
}

/** A member on its way: outputs go into the columns from `row` on. */
interface Sweep {
  readonly y: Float64Array;
  readonly p: Float64Array;
  readonly u: Float64Array;
  readonly offset: Float64Array;
  readonly table: Float64Array;
  readonly times: Float64Array;
  readonly columns: readonly Float64Array[];
  readonly row: number;
}

/** Undefined where code generation is forbidden, or the system is too large to gain by it. */
export function linearCode(
  system: System,
  matrix: readonly Place[],
  slots: readonly number[],
): LinearCode | undefined {
  const n = system.states.length;
  const entries = reached(matrix, n);
  if (entries.length > mostEntries) return undefined;
  const body = `"use strict";return{stride:${2 * entries.length},
propagate(matrix,norm,time,into,at){${propagatorText(matrix, n)}},
sweep(sweep,plan,first,last,driven){${sweepText(system, entries, slots)}}};`;
  return generatedCode<LinearCode>(body, { inverses });
}

function sweepText(system: System, entries: readonly Place[], slots: readonly number[]): string {
  const n = system.states.length;
  const each = (count: number, text: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => text(i)).join("");
  const moved = (driven: boolean) => stateText(entries, n, driven);
  const loop = (driven: boolean) =>
    `for(;j<end;j++){const at=places[j];${moved(driven)}${outputText(system, slots)}}
const at=over[s];${moved(driven)}${each(n, (i) => `y[${i}]=x${i};`)}`;
  return `const {y,p,u,offset,table,times,columns,row}=sweep;
const {places,outputs,over,additions,states,amounts}=plan;
${each(n, (i) => `const b${i}=offset[${i}];`)}${each(slots.length, (i) => `const c${i}=columns[${i}];`)}
for(let s=first,j=outputs[first];s<last;s++){
for(let a=additions[s];a<additions[s+1];a++)y[states[a]]+=amounts[a];
const end=outputs[s+1];${each(n, (i) => `const y${i}=y[${i}];`)}
if(driven){${loop(true)}}else{${loop(false)}}}`;
}

/** The state that a propagator leads to, as locals x0, x1, … */
function stateText(entries: readonly Place[], n: number, driven: boolean): string {
  const sum = (row: number, from: number, letter: string) =>
    entries
      .flatMap((entry, i) => (entry.row === row ? [`table[at+${from + i}]*${letter}${entry.column}`] : []))
      .join("+");
  const value = (row: number) => {
    const free = `(${sum(row, 0, "y")})`;
    return driven ? `${free}+(${sum(row, entries.length, "b")})` : free;
  };
  return Array.from({ length: n }, (_, row) => `const x${row}=${value(row)};`).join("");
}

function outputText({ graph, outputs }: System, slots: readonly number[]): string {
  const roots = slots.map((slot) => outputs[slot]!.value);
  const { locals, values } = sectionText(graph, roots, (node) => {
    const op = graph.op(node);
    if (op === "time") return "times[j]";
    if (op === "state") return `x${graph.slot(node)}`;
    if (op === "parameter") return `p[${graph.slot(node)}]`;
    return op === "input" ? `u[${graph.slot(node)}]` : undefined;
  });
  return `${locals}${values.map((value, i) => `c${i}[row+j]=${value};`).join("")}`;
}
