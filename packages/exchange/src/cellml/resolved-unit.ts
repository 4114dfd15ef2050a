/** A unit as powers of base units, and how many of their product it is; `offset` in its own degrees. */
export interface ResolvedUnit {
  readonly scale: number;
  readonly powers: ReadonlyMap<string, number>;
  readonly offset: number;
}

export const dimensionless: ResolvedUnit = { scale: 1, powers: new Map(), offset: 0 };

export function timesUnit(left: ResolvedUnit, right: ResolvedUnit, exponent = 1): ResolvedUnit {
  const powers = new Map(left.powers);
  for (const [base, power] of right.powers) {
    const sum = (powers.get(base) ?? 0) + power * exponent;
    if (Math.abs(sum) < 1e-12) powers.delete(base);
    else powers.set(base, sum);
  }
  return { scale: left.scale * right.scale ** exponent, powers, offset: 0 };
}

export function sameKind(left: ResolvedUnit, right: ResolvedUnit): boolean {
  if (left.powers.size !== right.powers.size) return false;
  return [...left.powers].every(([base, power]) => Math.abs((right.powers.get(base) ?? 0) - power) < 1e-12);
}

/** Values of one need no conversion to the other. */
export function sameUnit(left: ResolvedUnit, right: ResolvedUnit): boolean {
  const off = Math.abs(left.scale / right.scale - 1);
  return sameKind(left, right) && off < 1e-9 && left.offset === right.offset;
}
