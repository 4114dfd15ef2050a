import type { PlacedText } from "./placed-text.ts";

/** A standard structure: compartments in NONMEM's order, the parameters it reads, and what is measured by default. */
export interface Structure {
  /** Right-hand sides of the compartments' amounts, by name, in the order in which CMT counts them. */
  readonly compartments: Readonly<Record<string, string>>;
  readonly needs: readonly string[];
  /** Something moves. */
  readonly needsTime: boolean;
  /** The concentration in the central compartment. */
  readonly prediction?: string;
  /** Amounts before any dose, by compartment; 0 where not given. */
  readonly starts?: Readonly<Record<string, PlacedText>>;
}

const peripheral = (flow: string, central: string, own: string, name: string) => ({
  out: `- ${flow}/${central}*CENTRAL + ${flow}/${own}*${name}`,
  own: `${flow}/${central}*CENTRAL - ${flow}/${own}*${name}`,
});

const second = peripheral("Q", "V1", "V2", "PERIPHERAL");
const secondOfThree = peripheral("Q2", "V1", "V2", "PERIPHERAL1");
const third = peripheral("Q3", "V1", "V3", "PERIPHERAL2");

const disposition: Readonly<Record<string, Omit<Structure, "needsTime">>> = {
  "1-compartment": {
    compartments: { CENTRAL: "-CL/V*CENTRAL" },
    needs: ["CL", "V"],
    prediction: "CENTRAL/V",
  },
  "1-compartment Michaelis-Menten": {
    compartments: { CENTRAL: "-VM*CENTRAL/V/(KM + CENTRAL/V)" },
    needs: ["VM", "KM", "V"],
    prediction: "CENTRAL/V",
  },
  "2-compartment": {
    compartments: { CENTRAL: `-CL/V1*CENTRAL ${second.out}`, PERIPHERAL: second.own },
    needs: ["CL", "V1", "Q", "V2"],
    prediction: "CENTRAL/V1",
  },
  "3-compartment": {
    compartments: {
      CENTRAL: `-CL/V1*CENTRAL ${secondOfThree.out} ${third.out}`,
      PERIPHERAL1: secondOfThree.own,
      PERIPHERAL2: third.own,
    },
    needs: ["CL", "V1", "Q2", "V2", "Q3", "V3"],
    prediction: "CENTRAL/V1",
  },
};

/** First-order absorption from a depot that comes first. */
function oral(structure: Omit<Structure, "needsTime">): Omit<Structure, "needsTime"> {
  const { CENTRAL, ...others } = structure.compartments;
  return {
    ...structure,
    compartments: { DEPOT: "-KA*DEPOT", CENTRAL: `KA*DEPOT ${CENTRAL}`, ...others },
    needs: ["KA", ...structure.needs],
  };
}

/** The structures that MODEL.json can name. */
export const standardStructures: ReadonlyMap<string, Structure> = new Map([
  ...Object.entries(disposition).flatMap(([name, structure]) =>
    [[`${name} iv`, structure] as const, [`${name} oral`, oral(structure)] as const].map(
      ([kind, one]): [string, Structure] => [kind, { ...one, needsTime: true }],
    ),
  ),
  ["none", { compartments: {}, needs: [], needsTime: false }],
]);
