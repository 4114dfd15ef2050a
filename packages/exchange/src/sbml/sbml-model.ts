import type { Lambda, Mathematics } from "../mathml/mathematics.ts";

/** What every SBML element can carry: an id to be named by, and where it stands. */
export interface SbmlElement {
  readonly id: string | null;
  /** As written, or one of its own that no document can write: everything in a document can be told apart. */
  readonly metaId: string;
  readonly line: number;
  /** Comp package: what elements of submodels this one stands for, or which one stands for it. */
  readonly replaces: readonly Replacement[];
  readonly replacedBy: ElementReference | null;
}

/** The names of a part that is no list item: a kinetic law, a trigger, a delay, a priority. */
export interface PartNames {
  readonly id: string | null;
  readonly metaId: string | null;
}

/** Points into a submodel (comp section 3.7): by port, id, metaid or unit, and on into deeper submodels. */
export interface ElementReference {
  readonly submodel: string | null;
  readonly by: "port" | "id" | "metaId" | "unit";
  readonly name: string;
  readonly inner: ElementReference | null;
}

export interface Replacement {
  readonly target: ElementReference | null;
  readonly deletion: { readonly submodel: string; readonly name: string } | null;
  readonly conversionFactor: string | null;
}

export interface FunctionDefinition extends SbmlElement {
  readonly lambda: Lambda | null;
}

export interface Unit {
  readonly kind: string;
  readonly exponent: number;
  readonly scale: number;
  readonly multiplier: number;
}

export interface UnitDefinition extends SbmlElement {
  readonly units: readonly Unit[];
}

export interface Compartment extends SbmlElement {
  readonly size: number | null;
  readonly dimensions: number | null;
  readonly units: string | null;
  readonly constant: boolean;
}

export interface Species extends SbmlElement {
  readonly compartment: string;
  readonly initialAmount: number | null;
  readonly initialConcentration: number | null;
  readonly substanceUnits: string | null;
  readonly hasOnlySubstanceUnits: boolean;
  readonly boundaryCondition: boolean;
  readonly constant: boolean;
  readonly conversionFactor: string | null;
}

export interface Parameter extends SbmlElement {
  readonly value: number | null;
  readonly units: string | null;
  readonly constant: boolean;
}

export interface InitialAssignment extends SbmlElement {
  readonly symbol: string;
  readonly math: Mathematics | null;
}

export interface Rule extends SbmlElement {
  readonly kind: "assignment" | "rate" | "algebraic";
  /** Null for algebraic rules. */
  readonly variable: string | null;
  readonly math: Mathematics | null;
}

export interface SpeciesReference extends SbmlElement {
  readonly species: string;
  readonly stoichiometry: number | null;
  /** Level 2's `<stoichiometryMath>`. */
  readonly stoichiometryMath: Mathematics | null;
  readonly constant: boolean;
}

export interface Reaction extends SbmlElement {
  readonly fast: boolean;
  readonly reactants: readonly SpeciesReference[];
  readonly products: readonly SpeciesReference[];
  readonly rate: Mathematics | null;
  readonly rateNames: PartNames;
  readonly localParameters: readonly Parameter[];
}

export interface EventAssignment extends SbmlElement {
  readonly variable: string;
  readonly math: Mathematics | null;
}

export interface SbmlEvent extends SbmlElement {
  readonly trigger: Mathematics | null;
  readonly triggerInitiallyTrue: boolean;
  readonly persistent: boolean;
  readonly delay: Mathematics | null;
  readonly priority: Mathematics | null;
  readonly usesTriggerTimeValues: boolean;
  /** The comp package can delete parts. */
  readonly partNames: Readonly<Record<"trigger" | "delay" | "priority", PartNames>>;
  readonly assignments: readonly EventAssignment[];
}

interface Deletion extends SbmlElement {
  readonly target: ElementReference;
}

export interface Submodel extends SbmlElement {
  readonly model: string;
  readonly timeConversionFactor: string | null;
  readonly extentConversionFactor: string | null;
  readonly deletions: readonly Deletion[];
}

interface Port extends SbmlElement {
  readonly target: ElementReference;
}

export interface SbmlModel extends SbmlElement {
  readonly conversionFactor: string | null;
  readonly timeUnits: string | null;
  readonly substanceUnits: string | null;
  readonly volumeUnits: string | null;
  readonly extentUnits: string | null;
  readonly functions: readonly FunctionDefinition[];
  readonly units: readonly UnitDefinition[];
  readonly compartments: readonly Compartment[];
  readonly species: readonly Species[];
  readonly parameters: readonly Parameter[];
  readonly initialAssignments: readonly InitialAssignment[];
  readonly rules: readonly Rule[];
  readonly reactions: readonly Reaction[];
  readonly events: readonly SbmlEvent[];
  readonly submodels: readonly Submodel[];
  readonly ports: readonly Port[];
}

export interface SbmlDocument {
  readonly source: string;
  readonly level: number;
  readonly version: number;
  /** Packages by short name; those that are required change the mathematics. */
  readonly packages: readonly { readonly name: string; readonly required: boolean }[];
  readonly model: SbmlModel;
  /** Comp: models defined here, by id; external ones name a file and a model in it. */
  readonly definitions: ReadonlyMap<string, SbmlModel>;
  readonly externals: ReadonlyMap<string, { readonly source: string; readonly model: string | null }>;
}
