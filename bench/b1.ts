import {
  type EnsembleBackend,
  type MethodName,
  model,
  type Schedule,
  simulateEnsemble,
} from "@homeostat/engine";

const oral = model({
  id: "b1-oral",
  title: "one compartment with first-order absorption",
  reference: { citation: "Gibaldi M, Perrier D. Pharmacokinetics, 2nd ed., 1982" },
  use: "benchmarks",
  status: "unvalidated",
  time: "h",
  states: {
    gut: { is: "amount in the gut", unit: "mg", start: 0 },
    body: { is: "amount in the body", unit: "mg", start: 0 },
  },
  inputs: {},
  parameters: {
    CL: { is: "clearance", unit: "L/h", value: 5, source: "b1_gen.py" },
    V: { is: "volume", unit: "L", value: 50, source: "b1_gen.py" },
    ka: { is: "absorption", unit: "/h", value: 1, source: "b1_gen.py" },
  },
  equations: `
    der(gut) = -ka*gut
    der(body) = ka*gut - CL/V*body
  `,
  outputs: {
    gut: { is: "amount in the gut", equals: "gut", unit: "mg" },
    body: { is: "amount in the body", equals: "body", unit: "mg" },
  },
});

const hours = 720;
const interval = 12;
/** Clearance, volume, absorption. */
const record = 3;
const doses: Schedule = Array.from({ length: hours / interval }, (_, i) => ({
  kind: "add",
  state: "gut",
  at: i * interval,
  amount: 100,
}));

/** 100 mg every 12 hours for 30 days, both amounts each hour: a column for each. */
export function prepareB1(
  subjects: Float64Array,
  relative: number,
  absolute: number,
  backend: EnsembleBackend,
  method: MethodName,
) {
  const members = subjects.length / record;
  const column = (at: number) => Float64Array.from({ length: members }, (_, i) => subjects[i * record + at]!);
  const options = {
    members,
    parameters: { CL: column(0), V: column(1), ka: column(2) },
    schedule: doses,
    to: hours,
    every: 1,
    method,
    tolerance: { relative, absolute: 100 * absolute },
    backend,
    into: { gut: new Float64Array(members * (hours + 1)), body: new Float64Array(members * (hours + 1)) },
  } as const;
  const run = (): readonly Float64Array[] => {
    const { outputs } = simulateEnsemble(oral, options);
    return [outputs.gut, outputs.body];
  };
  return { run, count: members };
}

/** Columns of the anchors' output, which goes subject by subject, time by time, gut and body. */
export function b1Columns(values: Float64Array): readonly Float64Array[] {
  return [0, 1].map((of) =>
    Float64Array.from({ length: values.length / 2 }, (_, row) => values[row * 2 + of]!),
  );
}

/** The largest relative error of the amount in the body, against exact superposition of the doses. */
export function b1Error([, body]: readonly Float64Array[], subjects: Float64Array): number {
  let worst = 0;
  for (let i = 0; i < subjects.length / record; i++) {
    const [CL, V, ka] = subjects.subarray(i * record, (i + 1) * record) as unknown as [
      number,
      number,
      number,
    ];
    for (let t = 1; t <= hours; t++) {
      const exact = exactBody(ka, CL / V, t);
      const error = Math.abs(body![i * (hours + 1) + t]! - exact) / Math.max(exact, 1e-3);
      if (!(error <= worst)) worst = error;
    }
  }
  return worst;
}

/** The doses so far as geometric sums. */
function exactBody(ka: number, ke: number, t: number): number {
  const since = t % interval || interval;
  const doses = (t - since) / interval + 1;
  const sum = (k: number) =>
    (Math.exp(-k * since) * Math.expm1(-k * interval * doses)) / Math.expm1(-k * interval);
  return ((100 * ka) / (ka - ke)) * (sum(ke) - sum(ka));
}
