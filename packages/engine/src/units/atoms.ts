/** The powers of ten of the UCUM prefixes (table 1), and the binary ones. */
export const prefixes: Readonly<Record<string, string>> = {
  Y: "1e24",
  Z: "1e21",
  E: "1e18",
  P: "1e15",
  T: "1e12",
  G: "1e9",
  M: "1e6",
  k: "1e3",
  h: "1e2",
  da: "1e1",
  d: "1e-1",
  c: "1e-2",
  m: "1e-3",
  u: "1e-6",
  n: "1e-9",
  p: "1e-12",
  f: "1e-15",
  a: "1e-18",
  z: "1e-21",
  y: "1e-24",
};

/** A unit with a dimension of its own. The mole is one, and so is every arbitrary unit. */
const baseAtoms = "m g s mol K C cd".split(" ");

/** Units of an assay or a biological effect: comparable with themselves only (UCUM §24). */
const arbitraryAtoms = (
  "[iU] [arb'U] [USP'U] [GPL'U] [MPL'U] [APL'U] [beth'U] [anti'Xa'U] [todd'U] [dye'U] [smgy'U] [bdsk'U] [ka'U] " +
  "[knk'U] [mclg'U] [tb'U] [CCID_50] [TCID_50] [EID_50] [PFU] [FFU] [CFU] [IR] [BAU] [AU] [Amb'a'1'U] [PNU] [Lf] " +
  "[D'ag'U] [FEU] [ELU] [EU] [pH]"
).split(" ");

/** Metric units (they take prefixes): symbol, then what one of it is. */
const metricAtoms = `
[IU] 1 [iU]
rad 1 1
sr 1 1
Hz 1 /s
N 1 kg.m/s2
Pa 1 N/m2
J 1 N.m
W 1 J/s
A 1 C/s
V 1 J/C
F 1 C/V
Ohm 1 V/A
S 1 /Ohm
Wb 1 V.s
T 1 Wb/m2
H 1 Wb/A
lm 1 cd
lx 1 lm/m2
Bq 1 /s
Gy 1 J/kg
Sv 1 J/kg
kat 1 mol/s
U 1 umol/min
l 1 dm3
L 1 dm3
t 1000 kg
bar 100000 Pa
u 1.6605390666e-24 g
eV 1.602176634e-19 J
g% 10 g/L
m[Hg] 133.322 kPa
m[H2O] 9.80665 kPa
cal 4.184 J
dyn 1e-5 N
erg 1e-7 J
P 0.1 Pa.s
St 1e-4 m2/s
eq 1 mol
osm 1 mol
Ci 3.7e10 Bq
R 2.58e-4 C/kg
RAD 0.01 Gy
REM 0.01 Sv
gf 9.80665 g.m/s2
`;

/** Units that take no prefix. */
const plainAtoms = `
10* 10 1
10^ 10 1
% 0.01 1
[ppth] 1e-3 1
[ppm] 1e-6 1
[ppb] 1e-9 1
[pptr] 1e-12 1
min 60 s
h 3600 s
d 86400 s
wk 7 d
mo 30.4375 d
a 365.25 d
mo_j 30.4375 d
a_j 365.25 d
a_g 365.2425 d
a_t 365.24219 d
deg 1 [pi]/180
' 1 deg/60
'' 1 '/60
gon 0.9 deg
atm 101325 Pa
[in_i] 2.54 cm
[ft_i] 12 [in_i]
[yd_i] 3 [ft_i]
[mi_i] 5280 [ft_i]
[psi] 6894.757293168 Pa
[gr] 64.79891 mg
[lb_av] 7000 [gr]
[oz_av] 437.5 [gr]
[gal_us] 231 [in_i]3
[qt_us] 0.25 [gal_us]
[pt_us] 0.5 [qt_us]
[foz_us] 1 [gal_us]/128
[tbs_us] 0.5 [foz_us]
[tsp_us] 1 [tbs_us]/3
[cup_us] 16 [tbs_us]
[drp] 0.05 ml
[Ch] 1 mm/3
[Cal] 1 kcal
[HPF] 1 1
[LPF] 100 1
[MET] 3.5 mL/min/kg
[S] 1e-13 s
[diop] 1 /m
[hp'_X] 1 1
[g] 9.80665 m/s2
[c] 299792458 m/s
[k] 1.380649e-23 J/K
[degF] 1 K.5/9
`;

/** Zero points of temperature scales, in their own degrees. */
export const offsets: Readonly<Record<string, number>> = { Cel: 273.15, "[degF]": 459.67 };

export interface Atom {
  readonly metric: boolean;
  /** Null for a unit that is a dimension of its own. */
  readonly definition: { readonly factor: string; readonly unit: string } | null;
}

function defined(table: string, metric: boolean): [string, Atom][] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [symbol = "", factor = "", unit = ""] = line.split(" ");
      return [symbol, { metric, definition: { factor, unit } }];
    });
}

/**
 * The units of UCUM 2.1 (https://ucum.org/ucum) that medicine uses, case-sensitive. Amount of substance is a dimension
 * here and no pure number, so that mol and 1 are never mixed up.
 */
export const atoms: ReadonlyMap<string, Atom> = new Map<string, Atom>([
  ...[...baseAtoms, ...arbitraryAtoms].map((symbol): [string, Atom] => [
    symbol,
    { metric: true, definition: null },
  ]),
  ...defined(metricAtoms, true),
  ["Cel", { metric: true, definition: { factor: "1", unit: "K" } }],
  ...defined(plainAtoms, false),
]);
