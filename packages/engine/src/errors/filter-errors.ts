import type { ErrorRule } from "./homeostat-error.ts";

/** HS18xx: filters and smoothers. HS180x what cannot be worked with, HS182x why a measurement was refused or doubted. */
export const filterErrors = {
  HS1801: {
    message: "A filter that stands at {at} cannot go to {to}.",
    rule: "A filter goes forward in time: measurements come in the order in which they were made.",
    cure: "Sort the measurements, or begin again from a belief of before {to} and replay what followed.",
    status: 422,
  },
  HS1802: {
    message: "An ensemble of {members} has no spread.",
    rule: "An ensemble has two members or more, whose weights are not negative and sum to 1.",
    cure: "Give more members, or normalise the weights.",
    status: 422,
  },
  HS1803: {
    message: "The error of measurement {component} has the variance {variance}.",
    rule: "The variance of a measurement's error is a finite number above 0: nothing is measured without error.",
    cure: "Give the sensor's own variance, and that of what the model leaves out.",
    status: 422,
  },
  HS1804: {
    message: "The covariance of the measurement's errors is singular or no covariance.",
    rule: "Errors that are correlated have a positive definite covariance.",
    cure: "Leave out measurements that repeat others, or give each an error of its own.",
    status: 422,
  },
  HS1805: {
    message: "{what} {which} is not finite at {at}.",
    rule: "Every member moves through finite numbers and predicts a finite number.",
    cure: "The filter has diverged, or a member stands where the model has no solution: widen inflation, bound the numbers by a transform, or start anew.",
    status: 422,
  },
  HS1806: {
    message: "{what} has {found} numbers instead of {expected}.",
    rule: "State, observation and covariance have matching sizes.",
    cure: "Correct the sizes.",
    status: 422,
  },
  HS1807: {
    message: "{what} cannot be {value}.",
    rule: "{what} is {expected}.",
    cure: "Choose another value.",
    status: 422,
  },
  HS1808: {
    message: "Measurements with correlated errors have the error law '{law}'.",
    rule: "Robust and censored measurements have independent errors.",
    cure: "Give variances instead of a covariance, or the normal law.",
    status: 422,
  },
  HS1809: {
    message: "No member of the ensemble makes the measurement at {at} possible.",
    rule: "A particle filter needs a member near the truth.",
    cure: "Use more members, a wider prior, or an error law with heavier tails; or let measurements that lie too far off be refused.",
    status: 422,
  },
  HS1810: {
    message: "The model '{model}' has {what}: its states do not tell where it stands.",
    rule: "What a filter moves, copies and updates are numbers; a model that it follows keeps nothing beside them.",
    cure: "Write what is remembered as states (a chain of compartments for a delay, a fast state for a switch) and chance as the filter's noise; or follow the model with a twin, whose members keep their memory.",
    status: 422,
  },
  HS1821: {
    message: "The measurement is not a number.",
    rule: "What was not measured teaches nothing.",
    cure: "Nothing to do.",
    status: 422,
  },
  HS1822: {
    message: "The measurement lies {sds} standard deviations {side} the forecast.",
    rule: "Beyond {limit} standard deviations of forecast and sensor together a measurement is taken for a gross error.",
    cure: "Check the sensor; if the reading is right, the model or its spread is wrong.",
    status: 422,
  },
  HS1823: {
    message:
      "The measurement lies {sds} standard deviations {side} the forecast and was given {share} of its weight.",
    rule: "A measurement with heavy-tailed error counts less the more it surprises.",
    cure: "Nothing to do: a row of such measurements is believed.",
    status: 422,
  },
  HS1824: {
    message:
      "The reading is taken for a {fault}, {sds} standard deviations {side} the forecast ({chance} likely a fault).",
    rule: "A reading that is more likely a sensor's fault than its error is not believed.",
    cure: "Check the sensor; if the reading is right, later ones that agree will be believed.",
    status: 422,
  },
  HS1825: {
    message:
      "The reading may be a {fault}, {sds} standard deviations {side} the forecast ({chance} likely a fault).",
    rule: "A reading counts as much as it is likely that the sensor works.",
    cure: "Nothing to do.",
    status: 422,
  },
} as const satisfies Record<string, ErrorRule>;
