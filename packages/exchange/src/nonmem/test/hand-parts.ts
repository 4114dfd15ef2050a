import type { Cells, HandModel } from "./hand-model.ts";

export const diagonal = (...variances: readonly number[]) =>
  variances.map((value, i) => variances.map((_, j) => (i === j ? value : 0)));

const oralRates: HandModel["rates"] = ([depot, central], { KA, CL, V }) => [
  -KA! * depot!,
  KA! * depot! - (CL! / V!) * central!,
];
export const proportional = (f: number, variance = 0.05): readonly [number, number] => [
  f,
  f === 0 ? variance : variance * f * f,
];
const inCentral: HandModel["observe"] = (y, p) => proportional(y[1]! / p.V!);

/** CL 4, V 70, KA 1 and more, each times exp(η) in this order. */
export const times =
  (values: Cells, more: (p: Cells) => Cells = () => ({})) =>
  (eta: readonly number[]): Cells => {
    const p = Object.fromEntries(
      Object.entries(values).map(([name, value], i) => [name, value * Math.exp(eta[i] ?? 0)]),
    );
    return { ...p, ...more(p) };
  };
export const usual = { CL: 4, V: 70, KA: 1 };

export const oral: HandModel = {
  effects: 3,
  states: 2,
  rates: oralRates,
  parameters: times(usual),
  observe: inCentral,
  omega: diagonal(0.2, 0.2, 0.2),
};

export const effects = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 0.2]));
export const parameters = (values: Cells) =>
  Object.fromEntries(
    Object.entries(values).map(([name, typical], i) => [name, { typical, eta: `ETA${i + 1}` }]),
  );
export const oralFile = {
  structure: "1-compartment oral",
  parameters: parameters(usual),
  omega: effects("ETA1", "ETA2", "ETA3"),
  error: { proportional: { variance: 0.05 } },
};

/** Three people: many levels after two doses, one level during repeated doses, and one after a late dose. */
const table = (dose: (amount: number, more: string) => string, observed: string) => {
  const rows = [
    `1,0,${dose(10000, "0,0")}`,
    `1,1.5,${observed},89`,
    `1,4.4,${observed},109`,
    `1,7.1,${observed},66`,
    `1,24.6,${observed},17`,
    `1,30,${dose(5000, "8,1")}`,
    `1,44,${observed},52`,
    `2,0,${dose(10000, "12,3")}`,
    `2,37.5,${observed},210`,
    `3,2,${dose(30000, "0,0")}`,
    `3,8.9,${observed},430`,
    `3,10,${observed},290`,
  ];
  return ["ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,MDV,DV", ...rows].join("\n");
};
export const into = (cmt: number, rate = 0) =>
  table((amount, more) => `1,${amount},${cmt},${rate},${more},1,.`, "0,0,2,0,0,0,0");
export const usualData = into(1);
/** Two rows for each dose. */
export const twice = (first: readonly [number, number], second: readonly [number, number]) =>
  usualData
    .split("\n")
    .flatMap((line) => {
      const cells = line.split(",");
      if (cells[2] !== "1") return [line];
      return [first, second].map(([cmt, rate]) =>
        cells.map((cell, i) => (i === 4 ? cmt : i === 5 ? rate : cell)).join(","),
      );
    })
    .join("\n");

export const saturable: HandModel["rates"] = ([depot, central], { KA, VM, KM, V, CL = 0 }) => {
  const c = central! / V!;
  return [-KA! * depot!, KA! * depot! - (VM! * c) / (KM! + c) - CL * c];
};

export const logOf = usualData
  .split("\n")
  .map((line) => line.replace(/,0,(\d+)$/, (_, value) => `,0,${Math.log(Number(value)).toFixed(6)}`))
  .join("\n");

export const normal = (x: number): number => {
  // Φ by quadrature of its density (Simpson).
  const from = -12;
  const n = 4000;
  const h = (x - from) / n;
  let sum = 0;
  for (let i = 0; i <= n; i++) {
    const z = from + i * h;
    sum += (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp((-z * z) / 2);
  }
  return (sum * h) / 3 / Math.sqrt(2 * Math.PI);
};

export const logit = (x: number) => 1 / (1 + Math.exp(-x));

export interface Kind {
  readonly name: string;
  readonly file: object;
  readonly data: string;
  readonly hand: HandModel;
}
