import { failure } from "../../../errors/registry.ts";

/** An increasing one-to-one map of a bounded number to all numbers: any `Distribution` is one. */
export interface Scale {
  toFree(value: number): number;
  fromFree(z: number): number;
}

/** One a number of the state; undefined leaves it as it is. */
export type Scales = readonly (Scale | undefined)[];

/**
 * The logarithm of an amount that can be nothing: asinh(x / unit), which is ln(2x / unit) far above the unit and x / unit
 * near 0. Johnson 1949, doi:10.1093/biomet/36.1-2.149 (his system S_U).
 *
 * @throws HomeostatError HS1807
 */
export function amountScale(unit: number): Scale {
  if (!(unit > 0 && Number.isFinite(unit)))
    throw failure("HS1807", {
      what: "The unit of a scale",
      value: unit,
      expected: "a finite number above 0",
    });
  return { toFree: (value) => Math.asinh(value / unit), fromFree: (z) => unit * Math.sinh(z) };
}

/** Maps rows of numbers, one a scale, to a new array. @throws HomeostatError HS1806 */
export function mapped(
  x: Float64Array,
  size: number,
  scales: Scales,
  change: (scale: Scale, value: number) => number,
): Float64Array {
  if (size !== scales.length)
    throw failure("HS1806", { what: "The list of scales", found: scales.length, expected: size });
  return x.map((value, at) => {
    const scale = scales[at % size];
    return scale ? change(scale, value) : value;
  });
}

export const toFree = (scale: Scale, value: number): number => scale.toFree(value);
export const fromFree = (scale: Scale, z: number): number => scale.fromFree(z);

/** A function of natural numbers, as one of free ones. */
export function fromNatural(
  predict: (x: Float64Array, into: Float64Array) => void,
  scales: Scales,
): (x: Float64Array, into: Float64Array) => void {
  const natural = new Float64Array(scales.length);
  return (x, into) => {
    for (let i = 0; i < natural.length; i++) natural[i] = scales[i]?.fromFree(x[i]!) ?? x[i]!;
    predict(natural, into);
  };
}
