import { generatedFunction } from "../compile/javascript/generated-function.ts";
import { type DenseOutput, denseText, interpretDense } from "./dense-output.ts";
import type { Method } from "./methods/method.ts";

/** out ← base + h·Σ weights·k, with the weights fixed. */
type Combine = (h: number, base: Float64Array, k: readonly Float64Array[], out: Float64Array) => void;

/** The root mean square of h·Σ error·k over the tolerance of each state. */
type ErrorNorm = (
  h: number,
  y: Float64Array,
  z: Float64Array,
  k: readonly Float64Array[],
  absolute: Float64Array,
  relative: number,
) => number;

/** The vector arithmetic of one method: generated where that is allowed, else interpreted, to the same bits. */
export interface StepArithmetic {
  /** Index i gives the argument of stage i; the last gives the step. The first is not used. */
  readonly stages: readonly Combine[];
  readonly errorNorm: ErrorNorm;
  readonly dense: DenseOutput;
}

/** The rows of weights that a method's arithmetic is made from. */
export type Weights = Pick<Method, "a" | "error" | "dense">;

const made = new WeakMap<Weights, StepArithmetic>();

export function stepArithmetic(weights: Weights): StepArithmetic {
  const known = made.get(weights);
  if (known !== undefined) return known;
  const arithmetic = generateArithmetic(weights) ?? interpretArithmetic(weights);
  made.set(weights, arithmetic);
  return arithmetic;
}

interface Term {
  readonly stage: number;
  readonly weight: number;
}

const terms = (weights: readonly number[]): readonly Term[] =>
  weights.map((weight, stage) => ({ stage, weight })).filter((term) => term.weight !== 0);

export function interpretArithmetic(method: Weights): StepArithmetic {
  return {
    stages: method.a.map((row) => interpretCombine(terms(row))),
    errorNorm: interpretNorm(terms(method.error)),
    dense: interpretDense(method),
  };
}

function weighted(used: readonly Term[], h: number, k: readonly Float64Array[], i: number): number {
  let sum = h * used[0]!.weight * k[used[0]!.stage]![i]!;
  for (let j = 1; j < used.length; j++) sum += h * used[j]!.weight * k[used[j]!.stage]![i]!;
  return sum;
}

function interpretCombine(used: readonly Term[]): Combine {
  return (h, base, k, out) => {
    for (let i = 0; i < out.length; i++) out[i] = base[i]! + weighted(used, h, k, i);
  };
}

function interpretNorm(used: readonly Term[]): ErrorNorm {
  return (h, y, z, k, absolute, relative) => {
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      const scale = absolute[i]! + relative * Math.max(Math.abs(y[i]!), Math.abs(z[i]!));
      const ratio = weighted(used, h, k, i) / scale;
      sum += ratio * ratio;
    }
    return Math.sqrt(sum / Math.max(1, y.length));
  };
}

/** Undefined where code generation is forbidden. */
export function generateArithmetic(method: Weights): StepArithmetic | undefined {
  const stages = method.a.map((row) => `(h,base,k,out)=>{${combineText(terms(row))}}`);
  const errorNorm = `(h,y,z,k,absolute,relative)=>{${normText(terms(method.error))}}`;
  const body = `"use strict";return {stages:[${stages.join(",\n")}],errorNorm:${errorNorm},dense:${denseText(method)}};`;
  return generatedFunction<() => StepArithmetic>([], body)?.();
}

const headText = (used: readonly Term[]): string =>
  used.map(({ stage, weight }) => `const a${stage}=h*${weight},k${stage}=k[${stage}];`).join("");

const sumText = (used: readonly Term[]): string =>
  used.map(({ stage }) => `a${stage}*k${stage}[i]`).join("+");

function combineText(used: readonly Term[]): string {
  if (used.length === 0) return "";
  return `${headText(used)}for(let i=0;i<out.length;i++)out[i]=base[i]+(${sumText(used)});`;
}

function normText(used: readonly Term[]): string {
  return `${headText(used)}let sum=0;for(let i=0;i<y.length;i++){
const scale=absolute[i]+relative*Math.max(Math.abs(y[i]),Math.abs(z[i]));
const ratio=(${sumText(used)})/scale;sum+=ratio*ratio;}return Math.sqrt(sum/Math.max(1,y.length));`;
}
