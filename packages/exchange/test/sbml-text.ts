import type { LoadDocument } from "../src/sbml/flatten/references.ts";
import { readSbml } from "../src/sbml/read-sbml.ts";
import { simulateSbml } from "../src/sbml/simulate-sbml.ts";
import { lambda, math } from "./mathml-text.ts";

/** Parts of SBML models of tests. */
export const parameter = (id: string, value: number | null = null, attributes = "") =>
  `<parameter id="${id}" ${value === null ? "" : `value="${value}"`} constant="false" ${attributes}/>`;
export const compartment = (id: string, size: number | null, attributes = "") =>
  `<compartment id="${id}" ${size === null ? "" : `size="${size}"`} spatialDimensions="3" constant="false" ${attributes}/>`;
export const species = (id: string, amount: number, attributes = "", inside = "") =>
  `<species id="${id}" compartment="C" initialAmount="${amount}" ${attributes}>${inside}</species>`;
export const assigned = (variable: string, content: string, attributes = "") =>
  `<assignmentRule variable="${variable}" ${attributes}>${math(content)}</assignmentRule>`;
export const rate = (variable: string, content: string, attributes = "") =>
  `<rateRule variable="${variable}" ${attributes}>${math(content)}</rateRule>`;
export const algebraic = (content: string) => `<algebraicRule>${math(content)}</algebraicRule>`;
export const initially = (symbol: string, content: string) =>
  `<initialAssignment symbol="${symbol}">${math(content)}</initialAssignment>`;
export const definition = (id: string, parameters: readonly string[], body: string) =>
  `<functionDefinition id="${id}">${lambda(parameters, body)}</functionDefinition>`;
export const reference = (of: string, attributes = `stoichiometry="1" constant="true"`, inside = "") =>
  `<speciesReference species="${of}" ${attributes}>${inside}</speciesReference>`;
export const reaction = (id: string, from: string, to: string, law: string, attributes = "") =>
  `<reaction id="${id}" reversible="false" ${attributes}><listOfReactants>${from}</listOfReactants>` +
  `<listOfProducts>${to}</listOfProducts><kineticLaw>${math(law)}</kineticLaw></reaction>`;
export const assign = (variable: string, content: string) =>
  `<eventAssignment variable="${variable}">${math(content)}</eventAssignment>`;
export const event = (
  trigger: string,
  assignments: string,
  parts: { delay?: string; priority?: string } = {},
) =>
  `<event useValuesFromTriggerTime="true"><trigger initialValue="true" persistent="true">${math(trigger)}</trigger>` +
  (parts.priority === undefined ? "" : `<priority>${math(parts.priority)}</priority>`) +
  (parts.delay === undefined ? "" : `<delay>${math(parts.delay)}</delay>`) +
  `<listOfEventAssignments>${assignments}</listOfEventAssignments></event>`;

const lists = {
  functionDefinition: "listOfFunctionDefinitions",
  compartment: "listOfCompartments",
  species: "listOfSpecies",
  parameter: "listOfParameters",
  initialAssignment: "listOfInitialAssignments",
  assignmentRule: "listOfRules",
  rateRule: "listOfRules",
  algebraicRule: "listOfRules",
  reaction: "listOfReactions",
  event: "listOfEvents",
  "comp:submodel": "comp:listOfSubmodels",
  "comp:port": "comp:listOfPorts",
} as const;

/** Parts in the lists that they belong to. */
export function content(parts: readonly string[]): string {
  const filled = new Map<string, string>();
  for (const part of parts) {
    const name = /^<([\w:]+)/.exec(part)?.[1] as keyof typeof lists;
    filled.set(lists[name], `${filled.get(lists[name]) ?? ""}${part}\n`);
  }
  return [...filled].map(([list, inside]) => `<${list}>\n${inside}</${list}>`).join("\n");
}

const comp = "http://www.sbml.org/sbml/level3/version1/comp/version1";

/** A Level 3 document; `around` stands before the model. */
export function sbml(parts: readonly string[], around = "", attributes = ""): string {
  return (
    `<sbml xmlns="http://www.sbml.org/sbml/level3/version2/core" xmlns:comp="${comp}" level="3" version="2" ` +
    `comp:required="true">${around}<model id="m" ${attributes}>${content(parts)}</model></sbml>`
  );
}

export const noOther: LoadDocument = (source) => {
  throw new Error(`no file ${source}`);
};

/** What variables are at the end of each of some equal times from 0. */
export function courseOf(
  text: string,
  variables: readonly string[],
  until: number,
  steps: number,
  load: LoadDocument = noOther,
): readonly (readonly number[])[] {
  const settings = { start: 0, duration: until, steps, absolute: 1e-9, relative: 1e-6 };
  const readables = variables.map((name) => ({ name, as: "value" as const }));
  const solution = simulateSbml(readSbml(text, "test.xml"), { ...settings, variables: readables }, load);
  return solution.outputs.map((column) => [...column]);
}

/** What one variable is at the end. */
export function endOf(text: string, variable: string, until: number, load: LoadDocument = noOther): number {
  return courseOf(text, [variable], until, 4, load)[0]!.at(-1)!;
}
