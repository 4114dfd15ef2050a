import { failure } from "../../errors/registry.ts";

/** @throws HS1681 unless the lists are of one length */
export function requirePairs(
  what: string,
  one: ArrayLike<number>,
  ...others: readonly ArrayLike<number>[]
): void {
  const other = others.find(({ length }) => length !== one.length);
  if (other !== undefined)
    throw failure("HS1681", { what, problem: `lists of ${one.length} and ${other.length} do not pair` });
}

/** @throws HS1681 unless the value is a finite number */
export function requireNumber(what: string, value: number): void {
  if (!Number.isFinite(value)) throw failure("HS1681", { what, problem: `${value} is no finite number` });
}

/** @throws HS1681 unless the value is a finite number above 0, as every glucose is */
export function requireGlucose(value: number): void {
  if (!(value > 0 && Number.isFinite(value)))
    throw failure("HS1681", { what: "A glucose", problem: `${value} mg/dL is none` });
}
