import type { Method } from "./methods/method.ts";

/** Writes the state at t + θh from the stages of the step from y: out = y + h·Σ bᵢ(θ)·kᵢ. */
export type DenseOutput = (
  theta: number,
  h: number,
  y: Float64Array,
  k: readonly Float64Array[],
  out: Float64Array,
) => void;

type Curves = Pick<Method, "dense">;

/** The stages that have a part in dense output, with the coefficients of their polynomials. */
const used = ({ dense }: Curves) =>
  dense
    .map((coefficients, stage) => ({ coefficients, stage }))
    .filter(({ coefficients }) => coefficients.some((coefficient) => coefficient !== 0));

export function interpretDense(method: Curves): DenseOutput {
  const parts = used(method);
  const weights = new Float64Array(parts.length);
  return (theta, h, y, k, out) => {
    for (let j = 0; j < parts.length; j++) weights[j] = h * polynomial(parts[j]!.coefficients, theta);
    for (let i = 0; i < out.length; i++) {
      let sum = weights[0]! * k[parts[0]!.stage]![i]!;
      for (let j = 1; j < parts.length; j++) sum += weights[j]! * k[parts[j]!.stage]![i]!;
      out[i] = y[i]! + sum;
    }
  };
}

/** coefficients[0]·θ + coefficients[1]·θ² + … */
function polynomial(coefficients: readonly number[], theta: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = (sum + coefficients[i]!) * theta;
  return sum;
}

/** The same as a JavaScript function, with the coefficients written in. */
export function denseText(method: Curves): string {
  const parts = used(method);
  const sum = (coefficients: readonly number[]) =>
    coefficients.reduceRight((text, coefficient) => `(${text}+${coefficient})*theta`, "0");
  const heads = parts.map(
    ({ coefficients, stage }) => `const w${stage}=h*(${sum(coefficients)}),k${stage}=k[${stage}];`,
  );
  const terms = parts.map(({ stage }) => `w${stage}*k${stage}[i]`).join("+");
  return `(theta,h,y,k,out)=>{${heads.join("")}for(let i=0;i<out.length;i++)out[i]=y[i]+(${terms});}`;
}
