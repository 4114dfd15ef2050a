import type { ResolvedUnit } from "./resolved-unit.ts";

/** Powers of ten by the names of CellML 2.0 section 3.1.4 (SI). */
export const prefixes: Readonly<Record<string, number>> = {
  yotta: 24,
  zetta: 21,
  exa: 18,
  peta: 15,
  tera: 12,
  giga: 9,
  mega: 6,
  kilo: 3,
  hecto: 2,
  deca: 1,
  deka: 1,
  deci: -1,
  centi: -2,
  milli: -3,
  micro: -6,
  nano: -9,
  pico: -12,
  femto: -15,
  atto: -18,
  zepto: -21,
  yocto: -24,
};

/** Base units by symbol and exponent, then the scale where it is not 1 (CellML 2.0 section 3.2.2, SI brochure). */
const table: Readonly<Record<string, readonly [powers: string, scale?: number, offset?: number]>> = {
  dimensionless: [""],
  radian: [""],
  steradian: [""],
  ampere: ["A1"],
  candela: ["cd1"],
  kelvin: ["K1"],
  celsius: ["K1", 1, 273.15],
  kilogram: ["kg1"],
  gram: ["kg1", 1e-3],
  metre: ["m1"],
  meter: ["m1"],
  mole: ["mol1"],
  second: ["s1"],
  litre: ["m3", 1e-3],
  liter: ["m3", 1e-3],
  becquerel: ["s-1"],
  hertz: ["s-1"],
  coulomb: ["A1 s1"],
  farad: ["A2 s4 kg-1 m-2"],
  gray: ["m2 s-2"],
  sievert: ["m2 s-2"],
  henry: ["kg1 m2 A-2 s-2"],
  joule: ["kg1 m2 s-2"],
  katal: ["mol1 s-1"],
  lumen: ["cd1"],
  lux: ["cd1 m-2"],
  newton: ["kg1 m1 s-2"],
  ohm: ["kg1 m2 A-2 s-3"],
  pascal: ["kg1 m-1 s-2"],
  siemens: ["A2 s3 kg-1 m-2"],
  tesla: ["kg1 A-1 s-2"],
  volt: ["kg1 m2 A-1 s-3"],
  watt: ["kg1 m2 s-3"],
  weber: ["kg1 m2 A-1 s-2"],
};

export function standardUnits(name: string): ResolvedUnit | undefined {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (entry === undefined) return undefined;
  const [text, scale = 1, offset = 0] = entry;
  const powers = [...text.matchAll(/([A-Za-z]+)(-?\d+)/g)].map(
    ([, base = "", power]) => [base, Number(power)] as const,
  );
  return { scale, powers: new Map(powers), offset };
}
