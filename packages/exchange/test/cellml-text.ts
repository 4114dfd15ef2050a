import { readCellml } from "../src/cellml/read-cellml.ts";
import { simulateCellml } from "../src/cellml/simulate-cellml.ts";
import { math } from "./mathml-text.ts";

/** Parts of CellML models of tests. */
export const number = (value: number, units = "dimensionless") =>
  `<cn xmlns:cellml="http://www.cellml.org/cellml/1.1#" cellml:units="${units}">${value}</cn>`;
export const equal = (left: string, right: string) => `<apply><eq/>${left}${right}</apply>`;
export const ddt = (variable: string, along = "t") =>
  `<apply><diff/><bvar><ci>${along}</ci></bvar><ci>${variable}</ci></apply>`;
export const variable = (name: string, initial: string | number | null = null, units = "dimensionless") =>
  `<variable name="${name}" units="${units}" ${initial === null ? "" : `initial_value="${initial}"`}/>`;
export const component = (name: string, variables: readonly string[], ...equations: readonly string[]) =>
  `<component name="${name}">${variables.join("")}${math(equations.join(""))}</component>`;
export const connection = (one: string, other: string, ...pairs: readonly (readonly [string, string])[]) =>
  `<connection><map_components component_1="${one}" component_2="${other}"/>${pairs
    .map(([a, b]) => `<map_variables variable_1="${a}" variable_2="${b}"/>`)
    .join("")}</connection>`;

export const cellml = (...parts: readonly string[]) =>
  `<model xmlns="http://www.cellml.org/cellml/1.1#" xmlns:xlink="http://www.w3.org/1999/xlink" name="m">${parts.join("")}</model>`;

/** What a variable is at the end; `files` are what imports name. */
export function endOf(
  text: string,
  name: string,
  until: number,
  files: Readonly<Record<string, string>> = {},
): number {
  const load = (source: string) => readCellml(files[source] ?? "", source);
  const course = { until, steps: 2, variables: [name] };
  return simulateCellml(readCellml(text, "test.cellml"), course, load).solution.outputs[0]!.at(-1)!;
}
