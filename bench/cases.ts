import { join } from "node:path";
import type { EnsembleBackend } from "@homeostat/engine";
import { anchorOutput, readNumbers } from "./anchors.ts";
import { b1Columns, b1Error, prepareB1 } from "./b1.ts";
import { b2Columns, b2Days, b2Error, b2Record, type Mode, prepareB2 } from "./b2.ts";
import { b3Beats, b3Cells, b3Columns, b3Error, prepareB3 } from "./b3.ts";
import { prepareRobertson, robertsonColumns, robertsonError } from "./robertson.ts";
import { type ScipyRun, scipyRuns } from "./scipy.ts";

/** One program to measure against: its command, how many it runs, and where its output goes. */
interface Anchor {
  readonly name: string;
  readonly command: (file: string) => readonly string[];
  readonly count: number;
}

interface Ours {
  readonly run: () => readonly Float64Array[];
  readonly count: number;
}

export interface Case {
  readonly name: string;
  /** What one count of the work is. */
  readonly unit: string;
  /** Ours, at the case's own tolerance times this. */
  readonly ours: (tightened: number) => Ours;
  /** Whether the error follows the tolerance; an exact method has none. */
  readonly tolerant: boolean;
  /** Our own JavaScript backend, measured as an anchor is. */
  readonly plain: Ours;
  readonly anchors: readonly Anchor[];
  /** Slow ones that are run once, in ms a count, with their output. */
  readonly once?: readonly { readonly name: string; readonly ms: number; readonly values: Float64Array }[];
  /** The columns of an anchor's output. */
  readonly columns: (values: Float64Array) => readonly Float64Array[];
  /** The error of columns of the first patients, ours or an anchor's. */
  readonly error: (columns: readonly Float64Array[]) => number;
}

const relative = 1e-6;
const absolute = 1e-8;
const b3Tolerance = 6e-5;
const tolerances = [String(relative), String(absolute)];

/**
 * Three modes of a week of UVA/Padova, a month of an oral drug, and two stiff ones, by the names of their lines; needs
 * the anchors' patients.
 */
export function anchoredCases(folder: string): Readonly<Record<string, () => Case>> {
  const scipy = onlyOnce(() => scipyRuns(b3Beats));
  return {
    "B1-ode": () => b1Case(folder, "B1-ode"),
    "B1-linear": () => b1Case(folder, "B1-linear"),
    "B2-mode0": () => b2Case(folder, 0),
    "B2-mode1": () => b2Case(folder, 1),
    "B2-mode2": () => b2Case(folder, 2),
    B3: () => b3Case(scipy()?.tt06),
    Robertson: () => robertsonCase(scipy()?.rob),
  };
}

function onlyOnce<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const slowly = (run: ScipyRun | undefined) =>
  run === undefined ? [] : [{ name: "SciPy", ms: 1000 * run.seconds, values: run.values }];

/** By integration, or exactly; each beside the same of the anchors. */
function b1Case(folder: string, name: "B1-ode" | "B1-linear"): Case {
  const exact = name === "B1-linear";
  const subjects = readNumbers(join(folder, "b1.bin"));
  const count = subjects.length / 3;
  const native = (anchor: string, program: string): Anchor => ({
    name: anchor,
    count: count / 1000,
    command: (file) => [
      `./${program}`,
      ...["b1.bin", String(count), exact ? "1" : "0", ...tolerances, exact ? "9" : "3", file],
    ],
  });
  const cvode = (anchor: string, method: string): Anchor => ({
    name: anchor,
    count: count / 1000,
    command: (file) => ["./b1_cvode", "b1.bin", String(count), method, ...tolerances, "1", file],
  });
  const ours = (backend: EnsembleBackend, tightened: number) => ({
    ...prepareB1(subjects, relative * tightened, absolute * tightened, backend, exact ? "linear" : "tsit5"),
    count: count / 1000,
  });
  return {
    name,
    unit: "1,000 subjects × 30 d",
    ours: (tightened) => ours("wasm", tightened),
    tolerant: !exact,
    plain: ours("javascript", 1),
    anchors: [
      ...(exact ? [] : [cvode("CVODE BDF", "bdf"), cvode("CVODE Adams", "adams")]),
      native("C scalar", "b1_w1"),
      native("C AVX2", "b1_w4"),
    ],
    columns: b1Columns,
    error: (columns) => b1Error(columns, subjects),
  };
}

function b2Case(folder: string, mode: Mode): Case {
  const patients = mode === 1 ? 16 : 32;
  const common = (count: number) => ["pat.bin", String(count), String(b2Days), String(mode)];
  const native = (name: string, program: string): Anchor => ({
    name,
    count: patients,
    command: (file) => [`./${program}`, ...common(patients), ...tolerances, "3", file],
  });
  const cvode = (name: string, method: string): Anchor => ({
    name,
    count: 8,
    command: (file) => ["./b2_cvode", ...common(8), ...tolerances, "1", file, method],
  });
  const wasm: Anchor = {
    name: "WebAssembly f64x2 by hand",
    count: patients,
    command: (file) => ["node", "b2_wasm.mjs", "b2_s2.wasm", ...common(patients), ...tolerances, "5", file],
  };
  const tight = (file: string) => ["./b2_w1", ...common(patients), "1e-11", "1e-11", "1", file];
  const reference = b2Columns(anchorOutput(tight));
  const records = readNumbers(join(folder, "pat.bin"), patients * b2Record);
  return {
    name: `B2-mode${mode}`,
    unit: "patient-week",
    ours: (tightened) => prepareB2(records, mode, relative * tightened, absolute * tightened, "wasm"),
    tolerant: true,
    plain: prepareB2(records, mode, relative, absolute, "javascript"),
    anchors: [
      cvode("CVODE BDF", "bdf"),
      cvode("CVODE Adams", "adams"),
      native("C scalar", "b2_libm"),
      native("C AVX2", "b2_w4_avx2"),
      wasm,
    ],
    columns: b2Columns,
    error: (columns) => b2Error(columns, reference),
  };
}

/** Ours at the tolerance at which its error is that of CVODE at its own; Rodas4 by hand at the one it was measured at. */
function b3Case(scipy: ScipyRun | undefined): Case {
  const cvode = (relative: number, absolute: number) => (file: string) =>
    ["./b3_cvode", "tt06", String(relative), String(absolute), "1", String(b3Beats), file] as const;
  const native = (name: string, program: string): Anchor => ({
    name,
    count: b3Beats * b3Cells,
    command: (file) => [`./${program}`, "1e-4", "1e-6", "3", String(b3Beats), String(b3Cells), file],
  });
  const reference = b3Columns(anchorOutput(cvode(1e-11, 1e-13)));
  return {
    name: "B3",
    unit: "beat",
    ours: (tightened) => prepareB3(b3Tolerance * tightened, "wasm"),
    tolerant: true,
    plain: prepareB3(b3Tolerance, "javascript"),
    anchors: [
      { name: "CVODE BDF", count: b3Beats, command: cvode(relative, absolute) },
      native("C scalar", "b3_rodas_libm"),
      native("C AVX2", "b3_rodas_w4"),
    ],
    once: slowly(scipy),
    columns: b3Columns,
    error: (columns) => b3Error(columns, reference),
  };
}

function robertsonCase(scipy: ScipyRun | undefined): Case {
  const cvode = (relative: number, absolute: number) => (file: string) =>
    ["./b3_cvode", "rob", String(relative), String(absolute), "3", "0", file, "an"] as const;
  const reference = robertsonColumns(anchorOutput(cvode(1e-12, 1e-16)));
  return {
    name: "Robertson",
    unit: "run to 4e10",
    ours: (tightened) => prepareRobertson(relative * tightened, "wasm"),
    tolerant: true,
    plain: prepareRobertson(relative, "javascript"),
    anchors: [{ name: "CVODE BDF", count: 1, command: cvode(relative, absolute) }],
    once: slowly(scipy),
    columns: robertsonColumns,
    error: (columns) => robertsonError(columns, reference),
  };
}
