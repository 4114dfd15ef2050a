import type { ErrorRule } from "@homeostat/engine";

/** HS15xx: models that come in from other formats (SBML, CellML, MathML). */
export const exchangeErrors = {
  HS1501: {
    message: "This is not well-formed XML: {problem}.",
    rule: "A model file is well-formed XML without a document type declaration.",
    cure: "Open it in the tool that wrote it and export it again.",
    status: 422,
  },
  HS1502: {
    message: "The XML is larger than is read here: {what} over {limit}.",
    rule: "Size, depth and element count of a model file are bounded, so that no file can exhaust the machine.",
    cure: "Split the model, or raise the limit where you call the reader.",
    status: 413,
  },
  HS1503: {
    message: "<{element}> is not understood here: {problem}.",
    rule: "{rule}",
    cure: "Correct the file; a construct that the standard allows and that is refused here is a defect of ours, please report it.",
    status: 422,
  },
  HS1504: {
    message: "This is {found}, not {expected}.",
    rule: "The root element and its namespace say what the file is.",
    cure: "Give a file of the expected kind.",
    status: 422,
  },
  HS1505: {
    message: "{what} is not supported: {why}.",
    rule: "What cannot be simulated faithfully is refused, never simulated approximately.",
    cure: "{cure}",
    status: 422,
  },
  HS1506: {
    message: "'{text}' cannot be the {what} of a simulation.",
    rule: "The length of a simulation is a positive number in the model's own time unit, its steps a whole number from 1 to 10,000,000.",
    cure: "Write for example --until 100 --steps 500, or give a settings file.",
    status: 400,
  },
  HS1507: {
    message: "The model asks for the file '{source}', which is not read.",
    rule: "A model may name other files of its own folder, and no others.",
    cure: "Put the file beside the model and name it without a path upwards, a drive or a protocol.",
    status: 422,
  },
  HS1508: {
    message: "'{one}' in {unit} and '{other}' in {otherUnit} are connected, but are not of one kind.",
    rule: "Connected variables have units that convert into each other.",
    cure: "Correct the units of one of them, or connect another variable.",
    status: 422,
  },
  HS1509: {
    message: "The unit '{unit}' of {what} does not say how many there are.",
    rule: "Reactions one by one need counts: substance in moles, items, or units made of them.",
    cure: "Say how many make a unit of substance (--counts-per-unit), or declare its unit.",
    status: 422,
  },
  HS1510: {
    message: "There are {count} of '{species}' at the start.",
    rule: "At most {most} of a kind are counted one by one.",
    cure: "Run a smaller system (--counts-per-unit), or the model without chance: of so many nothing is left to chance.",
    status: 422,
  },
  HS1511: {
    message: "There are {count} of '{species}' at the start, which is no count.",
    rule: "Where amounts are counts they are whole numbers.",
    cure: "Declare the unit of substance (mole), or say how many make a unit (--counts-per-unit 1000).",
    status: 422,
  },
  HS1512: {
    message: "An event of '{reaction}' changes '{species}' by {by}.",
    rule: "Reactions one by one change counts by whole numbers.",
    cure: "Write the reaction for whole numbers, its law for as many events.",
    status: 422,
  },
  HS1513: {
    message: "{value} cannot make a unit of substance.",
    rule: "How many make a unit is a positive number.",
    cure: "Give for example --counts-per-unit 1000.",
    status: 422,
  },
} as const satisfies Record<string, ErrorRule>;
