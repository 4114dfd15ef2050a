import { model } from "../../../model/model.ts";

/**
 * A dose into a depot, two compartments and an effect compartment, all linear; what they drive is not: an indirect response
 * (Dayneka, Garg & Jusko 1993, J Pharmacokinet Biopharm 21:457) with tolerance.
 */
export const pharmacodynamics = model({
  id: "pharmacodynamics",
  title: "two compartments and an indirect response",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
  states: {
    depot: { is: "depot", unit: "mg", start: 0 },
    response: { is: "response", unit: "1", start: 1 },
    centre: { is: "centre", unit: "mg", start: 0 },
    edge: { is: "periphery", unit: "mg", start: 0 },
    site: { is: "concentration where it acts", unit: "mg/L", start: 0 },
    tolerance: { is: "tolerance", unit: "1", start: 1 },
    clear: { is: "clearance relative to the usual one, changed by events", unit: "1", start: 1 },
  },
  inputs: {
    drip: { is: "infusion", unit: "mg/h", default: 0 },
    warmth: { is: "factor of absorption", unit: "1", default: 1 },
  },
  parameters: {
    ka: { is: "absorption", unit: "/h", value: 2, source: "test" },
    ke: { is: "elimination", unit: "/h", value: 0.2, source: "test" },
    out: { is: "to the periphery", unit: "/h", value: 0.5, source: "test" },
    back: { is: "from the periphery", unit: "/h", value: 0.3, source: "test" },
    ke0: { is: "to where it acts", unit: "/h", value: 4, source: "test" },
    V: { is: "volume", unit: "L", value: 3, source: "test" },
    half: { is: "concentration of half effect", unit: "mg/L", value: 2, source: "test" },
    kout: { is: "loss of response", unit: "/h", value: 0.1, source: "test" },
  },
  equations: `
    effect = site/(half*tolerance + site)
    der(depot) = -ka*warmth*depot
    der(centre) = ka*warmth*depot + drip - (ke*clear + out)*centre + back*edge
    der(edge) = out*centre - back*edge
    der(site) = ke0*(centre/V - site)
    der(response) = kout*(1 - 0.8*effect) - kout*response
    der(tolerance) = 0.02 '/h'*(1 + effect - tolerance)
    der(clear) = 0
  `,
  events: {
    impair: { is: "clearance falls", assign: "clear = clear/2" },
    wash: { is: "half of the centre goes", assign: "centre = centre/2" },
  },
  doses: {
    tablet: { is: "swallowed within a minute", unit: "mg", into: "drip", over: 1 / 60 },
  },
  outputs: {
    level: { is: "concentration", equals: "centre/V", unit: "mg/L" },
    response: { is: "response", equals: "response", unit: "1" },
  },
});
