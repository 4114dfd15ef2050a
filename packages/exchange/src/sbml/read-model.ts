import type { Lambda } from "../mathml/mathematics.ts";
import { readLambda } from "../mathml/read-mathml.ts";
import { childNamed, type XmlElement } from "../xml/xml-element.ts";
import { AttributeReader, readElement, readPartNames, readReference } from "./read-attributes.ts";
import { isContent, mathInside, readParameter } from "./read-parts.ts";
import { readReaction } from "./read-reaction.ts";
import type {
  Compartment,
  EventAssignment,
  FunctionDefinition,
  InitialAssignment,
  Rule,
  SbmlEvent,
  SbmlModel,
  Species,
  Submodel,
  Unit,
  UnitDefinition,
} from "./sbml-model.ts";

/** Reads one `<model>` (or comp `<modelDefinition>`), nothing resolved yet. */
export function readModel(element: XmlElement, level: number, source: string): SbmlModel {
  const read = new AttributeReader(element, source);
  const list = <T>(name: string, readOne: (one: XmlElement) => T): T[] =>
    (childNamed(element, name)?.children ?? []).filter(isContent).map(readOne);
  return {
    ...readElement(element, source),
    conversionFactor: read.optional("conversionFactor"),
    timeUnits: read.optional("timeUnits"),
    substanceUnits: read.optional("substanceUnits"),
    volumeUnits: read.optional("volumeUnits"),
    extentUnits: read.optional("extentUnits"),
    functions: list("listOfFunctionDefinitions", (one) => readFunction(one, source)),
    units: list("listOfUnitDefinitions", (one) => readUnitDefinition(one, source)),
    compartments: list("listOfCompartments", (one) => readCompartment(one, level, source)),
    species: list("listOfSpecies", (one) => readSpecies(one, source)),
    parameters: list("listOfParameters", (one) => readParameter(one, source)),
    initialAssignments: list("listOfInitialAssignments", (one) => readInitialAssignment(one, source)),
    rules: list("listOfRules", (one) => readRule(one, source)),
    reactions: list("listOfReactions", (one) => readReaction(one, level, source)),
    events: list("listOfEvents", (one) => readEvent(one, source)),
    submodels: list("listOfSubmodels", (one) => readSubmodel(one, source)),
    ports: list("listOfPorts", (one) => ({
      ...readElement(one, source),
      target: readReference(one, source),
    })),
  };
}

function readFunction(element: XmlElement, source: string): FunctionDefinition {
  const math = childNamed(element, "math");
  const lambda: Lambda | null = math === undefined ? null : readLambda(math, { source, dialect: "SBML" });
  return { ...readElement(element, source), lambda };
}

function readUnitDefinition(element: XmlElement, source: string): UnitDefinition {
  const units = (childNamed(element, "listOfUnits")?.children ?? []).filter(isContent).map((unit): Unit => {
    const read = new AttributeReader(unit, source);
    return {
      kind: read.required("kind"),
      exponent: read.number("exponent") ?? 1,
      scale: read.number("scale") ?? 0,
      multiplier: read.number("multiplier") ?? 1,
    };
  });
  return { ...readElement(element, source), units };
}

function readCompartment(element: XmlElement, level: number, source: string): Compartment {
  const read = new AttributeReader(element, source);
  const dimensions = read.number("spatialDimensions") ?? (level < 3 ? 3 : null);
  return {
    ...readElement(element, source),
    size: read.number("size") ?? (level === 1 ? (read.number("volume") ?? 1) : null),
    dimensions,
    units: read.optional("units"),
    constant: read.boolean("constant", true),
  };
}

function readSpecies(element: XmlElement, source: string): Species {
  const read = new AttributeReader(element, source);
  return {
    ...readElement(element, source),
    compartment: read.required("compartment"),
    initialAmount: read.number("initialAmount"),
    initialConcentration: read.number("initialConcentration"),
    substanceUnits: read.optional("substanceUnits"),
    hasOnlySubstanceUnits: read.boolean("hasOnlySubstanceUnits", false),
    boundaryCondition: read.boolean("boundaryCondition", false),
    constant: read.boolean("constant", false),
    conversionFactor: read.optional("conversionFactor"),
  };
}

function readInitialAssignment(element: XmlElement, source: string): InitialAssignment {
  const symbol = new AttributeReader(element, source).required("symbol");
  return { ...readElement(element, source), symbol, math: mathInside(element, source) };
}

const ruleKinds: Readonly<Record<string, Rule["kind"]>> = {
  assignmentRule: "assignment",
  rateRule: "rate",
  algebraicRule: "algebraic",
};

function readRule(element: XmlElement, source: string): Rule {
  const read = new AttributeReader(element, source);
  const kind = ruleKinds[element.name];
  if (kind === undefined) throw read.refuse("it is not a rule");
  const variable = kind === "algebraic" ? null : read.required("variable");
  return { ...readElement(element, source), kind, variable, math: mathInside(element, source) };
}

function readEvent(element: XmlElement, source: string): SbmlEvent {
  const trigger = childNamed(element, "trigger");
  const readTrigger = new AttributeReader(trigger ?? element, source);
  const names = (part: string) => readPartNames(childNamed(element, part));
  const assignments = childNamed(element, "listOfEventAssignments")?.children ?? [];
  return {
    ...readElement(element, source),
    trigger: mathInside(trigger, source),
    triggerInitiallyTrue: readTrigger.boolean("initialValue", true),
    persistent: readTrigger.boolean("persistent", true),
    delay: mathInside(childNamed(element, "delay"), source),
    priority: mathInside(childNamed(element, "priority"), source),
    partNames: { trigger: names("trigger"), delay: names("delay"), priority: names("priority") },
    usesTriggerTimeValues: new AttributeReader(element, source).boolean("useValuesFromTriggerTime", true),
    assignments: assignments.filter(isContent).map((one): EventAssignment => {
      const variable = new AttributeReader(one, source).required("variable");
      return { ...readElement(one, source), variable, math: mathInside(one, source) };
    }),
  };
}

function readSubmodel(element: XmlElement, source: string): Submodel {
  const read = new AttributeReader(element, source);
  const deletions = childNamed(element, "listOfDeletions")?.children ?? [];
  return {
    ...readElement(element, source),
    model: read.required("modelRef"),
    timeConversionFactor: read.optional("timeConversionFactor"),
    extentConversionFactor: read.optional("extentConversionFactor"),
    deletions: deletions
      .filter(isContent)
      .map((one) => ({ ...readElement(one, source), target: readReference(one, source) })),
  };
}
