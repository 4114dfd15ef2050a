import type { ErrorRule } from "@homeostat/engine";

/** HS60xx: the command line. */
export const cliErrors = {
  HS6001: {
    message: "Cannot read the duration '{text}'.",
    rule: "A duration is a number and one of s, min, h, d, w.",
    cure: "Write for example 5min, 6h, 7d.",
    status: 400,
  },
  HS6002: {
    message: "Cannot read '{text}' as name=number.",
    rule: "A parameter is set as name=number, in the unit that the model declares.",
    cure: "Write for example --set kabs=0.2 ; `homeostat models --show MODEL` lists names and units.",
    status: 400,
  },
  HS6003: {
    message: "The events file is not what is expected at {where}: {problem}.",
    rule: 'An events file is a JSON array of items such as { "dose": "meal", "at": "1h", "amount": "50 g" }.',
    cure: "Compare with docs/guides/events.md.",
    status: 400,
  },
  HS6004: {
    message: "There is no file or folder at '{path}'.",
    rule: "A path on the command line must exist and be readable.",
    cure: "Check the spelling and the permissions.",
    status: 404,
  },
  HS6005: {
    message: "There is no model '{model}'.",
    rule: "Models are named by their id.",
    cure: "{hint} `homeostat models` lists them; an SBML or CellML file is run by `homeostat sbml` or `homeostat cellml`.",
    status: 404,
  },
  HS6006: {
    message: "The model {model} has no member '{member}'.",
    rule: "Members are the published subjects of a model.",
    cure: "{hint} `homeostat models --show {model}` lists them.",
    status: 404,
  },
  HS6007: {
    message: "The format '{format}' is not known.",
    rule: "Series are read in a named layout, never guessed.",
    cure: "Known: {known}.",
    status: 400,
  },
  HS6008: {
    message: "The running server says: {problem}",
    rule: "While a server has the data folder open, the command line works through it.",
    cure: "{cure}",
    status: 502,
  },
  HS6009: {
    message: "{option} cannot be '{text}'.",
    rule: "{option} is a whole number from {least} to {most}.",
    cure: "Give such a number.",
    status: 400,
  },
  HS6010: {
    message: "The results of {members} members need a file.",
    rule: "Many members are written to a file, not to standard output.",
    cure: "Add --out results.parquet (or .arrow, .csv, .json), or --summary for mean, sd and quantiles.",
    status: 400,
  },
  HS6011: {
    message: "There is no glucose reading in '{path}'. {problem}",
    rule: "{rule}",
    cure: "{cure}",
    status: 422,
  },
  HS6015: {
    message: "{option} cannot be '{text}'.",
    rule: "{option} is a list of numbers with commas between.",
    cure: "Write for example {option} 0.5,1,2,4.",
    status: 400,
  },
  HS6016: {
    message: "The flags do not fit: {what}.",
    rule: "{rule}",
    cure: "{cure}",
    status: 400,
  },
} as const satisfies Record<string, ErrorRule>;
