import type { ErrorRule } from "./homeostat-error.ts";

/** HS3xxx: observations, twins, forecasts, plans. */
export const twinErrors = {
  HS3001: {
    message: "The observation '{key}' has no {field}.",
    rule: "Every observation names its subject, and a key by which a second copy of it is recognised.",
    cure: "Make the key of the source, its own id and its version; set the subject to the patient's id.",
    status: 422,
  },
  HS3002: {
    message: "The observation '{key}' has a time that is not an instant.",
    rule: "Times are whole milliseconds since 1970-01-01T00:00Z.",
    cure: "Give a complete date and time with its offset from UTC.",
    status: 422,
  },
  HS3003: {
    message: "The observation '{key}' ends before it starts.",
    rule: "A period's end is not before its start.",
    cure: "Swap the two times, or leave out the end.",
    status: 422,
  },
  HS3004: {
    message: "The observation '{key}' lies {minutes} min in the future.",
    rule: "What was seen of a person is not later than now (5 min are allowed for clocks that run ahead).",
    cure: "Check the device's clock and the offset from UTC.",
    status: 422,
  },
  HS3005: {
    message: "The observation '{key}' has a value that is not a number.",
    rule: "A quantity is a finite number.",
    cure: "Leave the reading out, or send what the device showed.",
    status: 422,
  },
  HS3006: {
    message: "{title} was given in '{unit}' and not in '{expected}'.",
    rule: "Observations carry the canonical unit of their code; units are converted where records are read.",
    cure: "Convert the value to {expected} first.",
    status: 422,
  },
  HS3007: {
    message: "{title} of {value} {unit} is impossible.",
    rule: "{title} lies between {low} and {high} {unit} in any living person.",
    cure: "Check the unit and the decimal point at the source.",
    status: 422,
  },
  HS3008: {
    message: "The sensor only told that the value was {censored} the end of its range.",
    rule: "Beyond its range a sensor gives a bound, not a reading.",
    cure: "Measure in blood when the value matters now.",
    status: 422,
  },
  HS3010: {
    message: "The parameter {name} = {value} has no place on the {scale} scale on which it is learned.",
    rule: "A learned parameter lies inside the bounds of its spread, and above zero where that is log-normal.",
    cure: "Give a value inside the bounds, or another spread.",
    status: 422,
  },
  HS3101: {
    message: "A reading of '{subject}' at {at} has a glucose of {glucose} mg/dL.",
    rule: "The readings of a series have a time, and a finite glucose above 0 mg/dL.",
    cure: "Leave the reading out, or check its unit and column.",
    status: 422,
  },
  HS3102: {
    message: "Cannot forecast {horizonMinutes} min ahead.",
    rule: "The horizon is a positive multiple of 5 min.",
    cure: "Use for example 30 or 60 min.",
    status: 422,
  },
  HS3103: {
    message: "No one in the data was recorded long enough to be put to the test.",
    rule: "A test needs {hours} h of readings without a gap of more than 45 min, and twice the test's length before it.",
    cure: "Add longer recordings.",
    status: 422,
  },
} as const satisfies Record<string, ErrorRule>;
