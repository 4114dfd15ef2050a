import type { SbmlModel, Unit } from "../sbml-model.ts";

/** Entities in a mole, exactly (SI 2019). */
const avogadro = 6.02214076e23;

/**
 * How many entities (molecules, cells) a unit of substance is: of moles and items, and of units made of them. Where nothing
 * is said Level 2 means moles, and in Level 3 amounts are counts as they stand. Undefined for what counts nothing (a mass).
 */
export function entitiesIn(
  unit: string | null,
  { units, substanceUnits }: Pick<SbmlModel, "units" | "substanceUnits">,
  level: number,
): number | undefined {
  const name = unit ?? substanceUnits ?? (level < 3 ? "substance" : null);
  if (name === null) return 1;
  const definition = units.find(({ id }) => id === name);
  if (definition !== undefined) return product(definition.units);
  return level < 3 && name === "substance" ? avogadro : ofKind(name);
}

function product(units: readonly Unit[]): number | undefined {
  return units.reduce<number | undefined>((all, { kind, exponent, scale, multiplier }) => {
    const one = ofKind(kind);
    if (all === undefined || one === undefined) return undefined;
    return all * (one * multiplier * 10 ** scale) ** exponent;
  }, 1);
}

function ofKind(kind: string): number | undefined {
  if (kind === "mole" || kind === "avogadro") return avogadro;
  return kind === "item" || kind === "dimensionless" ? 1 : undefined;
}
