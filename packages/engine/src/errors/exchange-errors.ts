import type { ErrorRule } from "./homeostat-error.ts";

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
} as const satisfies Record<string, ErrorRule>;
