import type { ErrorRule } from "./homeostat-error.ts";

/** HS16xx: doses over time, and fits of models to people. HS160x the run, HS161x MODEL.json, HS163x DATA.csv, HS165x fits. */
export const inferenceErrors = {
  HS1601: {
    message: "The dose at time {time} has {what} of {value}.",
    rule: "A dose has a positive amount, a positive rate or duration where it is infused, and a lag that is not negative.",
    cure: "Correct the record, or the expression of the model that gives this number.",
    status: 422,
  },
  HS1602: {
    message:
      "The dose at time {time} goes into '{state}' at a rate that the model should give, and it gives none.",
    rule: "RATE = -1 takes the rate, RATE = -2 the duration from the model.",
    cure: 'Add "{wanted}" to doses.{state} in MODEL.json, or write the rate into the record.',
    status: 422,
  },
  HS1603: {
    message: "The dose at time {time} is at steady state, and {problem}.",
    rule: "A dose at steady state (SS) is repeated every II, or is a constant infusion with RATE but neither AMT nor II.",
    cure: "Correct II, AMT and RATE of the record.",
    status: 422,
  },
  HS1605: {
    message: "There is no steady state: '{state}' does not come back to where it was.",
    rule: "Doses at steady state (SS) need every compartment to be eliminated as fast as it is filled.",
    cure: "Leave accumulating compartments (areas under the curve, urine) out, or write the doses one by one.",
    status: 422,
  },
  HS1606: {
    message: "The equations could not be integrated beyond time {time}: too many steps.",
    rule: "Equations that are not linear are integrated numerically by an explicit method.",
    cure: "The system may be stiff at these parameter values: check rates and units.",
    status: 422,
  },
  HS1611: {
    message: "The model file is not JSON: {problem}.",
    rule: "MODEL.json is one JSON object (RFC 8259).",
    cure: "Correct the place; docs/guides/fit.md shows whole files.",
    status: 422,
  },
  HS1612: {
    message: "{path} is {found}, not {expected}.",
    rule: "Every field of MODEL.json has the form that docs/schemas/fit-model.schema.json gives it.",
    cure: "Give {expected}; docs/guides/fit.md shows each field.",
    status: 422,
  },
  HS1613: {
    message: "'{key}' means nothing here. {suggestion}",
    rule: "Known here: {known}.",
    cure: "Correct the name, or leave it out.",
    status: 422,
  },
  HS1614: {
    message: "{path} lacks '{name}'.",
    rule: "'{name}' must be given.",
    cure: "Add it; docs/guides/fit.md shows each field.",
    status: 422,
  },
  HS1615: {
    message: "The random effect '{name}' cannot be: {problem}.",
    rule: "Each random effect has a name of its own.",
    cure: "Rename or remove it.",
    status: 422,
  },
  HS1616: {
    message: "The structure reads {missing}, which parameters does not give.",
    rule: "A standard structure has fixed names for what it reads.",
    cure: "Add {missing} to parameters, or write the compartments as equations.",
    status: 422,
  },
  HS1630: {
    message: "The data file cannot be read: {problem}.",
    rule: "A data file begins with a line of column names, followed by rows.",
    cure: "Write ID,TIME,EVID,AMT,CMT,…,DV (your columns) as the first line.",
    status: 422,
  },
  HS1631: {
    message: "The row has {count} cells instead of {expected}.",
    rule: "Every row has as many cells as the header; what is missing is a dot or empty between commas.",
    cure: "Correct the row.",
    status: 422,
  },
  HS1632: {
    message: "There is no column '{name}'. {suggestion}",
    rule: "The data need ID, TIME, DV, and every column that MODEL.json names; upper and lower case are the same.",
    cure: 'Add the column, or say what it is called: "data": { "columns": { "{name}": "…" } } in MODEL.json.',
    status: 422,
  },
  HS1633: {
    message: "'{text}' in column {name} is not a number.",
    rule: "Cells are decimal numbers with a point; missing is a dot, NA or empty. Clock times and dates are not read.",
    cure: 'Correct the cell, leave its rows out by "data": { "ignore": … }, or give covariates\' words numbers by "codes".',
    status: 422,
  },
  HS1634: {
    message: "{name} is '{text}': {problem}.",
    rule: "Records follow NONMEM's layout (docs/guides/fit.md).",
    cure: "Correct the row.",
    status: 422,
  },
  HS1635: {
    message: "ID {id} comes again after rows of others.",
    rule: "The rows of one person stand together.",
    cure: "Sort the file by ID and time, or give the second person an ID of their own.",
    status: 422,
  },
  HS1636: {
    message: "No kind of observation fits this row.",
    rule: 'Each observed row fits the "when" of one of the observations of MODEL.json.',
    cure: 'Add such an observation, or leave these rows out by MDV = 1 or "data": { "ignore": … }.',
    status: 422,
  },
  HS1637: {
    message: "The covariate {name} of ID {id} is missing in every row.",
    rule: "A covariate has a value in at least one row of a person.",
    cure: "Fill it in, or leave the person out.",
    status: 422,
  },
  HS1651: {
    message: "The covariance Ω of the random effects is not positive definite.",
    rule: "Variances of random effects are positive and their correlations lie between −1 and 1.",
    cure: "Correct Ω; leave effects without variance out.",
    status: 422,
  },
  HS1655: {
    message: "The objective has no finite value at the starting values.",
    rule: "A search begins where every person's data are possible.",
    cure: "Start from other typical values, or a larger residual error.",
    status: 422,
  },
  HS1654: {
    message: "The median of '{name}' of {model} is an expression, so its spread has no fixed centre.",
    rule: "A parameter that is fitted has a number as its median.",
    cure: "Give the number in parameters, or a prior of its own.",
    status: 422,
  },
  HS1653: {
    message: "The prior {prior} cannot be: {problem}.",
    rule: "A prior is a proper law of one number: spreads, shapes and degrees above 0, low below high.",
    cure: "Correct its numbers.",
    status: 422,
  },
  HS1652: {
    message: "The model gives {what} of {value} for ID {id} at time {time}.",
    rule: "At typical values every prediction is a finite number and every residual variance is above 0.",
    cure: "Check units, covariates and doses of this person, and the residual error: a logarithm needs a prediction above 0.",
    status: 422,
  },
} as const satisfies Record<string, ErrorRule>;
