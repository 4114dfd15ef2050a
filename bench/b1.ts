import { compileKernel, integrator, lower, model, type Schedule } from "@homeostat/engine";

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
  outputs: { level: { is: "concentration", equals: "body/V", unit: "mg/L" } },
});

const hours = 720;
const interval = 12;
/** Clearance, volume, absorption. */
const record = 3;

/** 100 mg every 12 hours for 30 days, both amounts each hour, by DOPRI5. */
export function prepareB1(subjects: Float64Array, relative: number, absolute: number) {
  const count = subjects.length / record;
  const solver = integrator(compileKernel(lower(oral)), {
    method: "dopri5",
    tolerance: { relative, absolute: 100 * absolute },
  });
  const doses: Schedule = Array.from({ length: hours / interval }, (_, i) => ({
    kind: "add",
    state: "gut",
    at: i * interval,
    amount: 100,
  }));
  const bound = solver.bind(doses);
  const times = Float64Array.from({ length: hours + 1 }, (_, i) => i);
  const out = new Float64Array(count * times.length * 2);
  const run = (): Float64Array => {
    for (let i = 0; i < count; i++) {
      const member = { y: new Float64Array(2), p: subjects.slice(i * record, (i + 1) * record), step: 0.05 };
      const first = i * times.length;
      const end = solver.advance(member, bound, 0, hours, times, (j, _t, y) => {
        out[(first + j) * 2] = y[0]!;
        out[(first + j) * 2 + 1] = y[1]!;
      });
      if (end.reason !== "done") throw new Error(`subject ${i}: ${end.reason} at ${end.time} h`);
    }
    return out;
  };
  return { run, count };
}

/** The largest relative error of the amount in the body, against exact superposition of the doses. */
export function b1Error(values: Float64Array, subjects: Float64Array): number {
  let worst = 0;
  for (let i = 0; i < subjects.length / record; i++) {
    const [CL, V, ka] = subjects.subarray(i * record, (i + 1) * record) as unknown as [
      number,
      number,
      number,
    ];
    const ke = CL / V;
    for (let t = 1; t <= hours; t++) {
      let exact = 0;
      for (let since = t; since > 0; since -= interval) {
        exact += ((100 * ka) / (ka - ke)) * (Math.exp(-ke * since) - Math.exp(-ka * since));
      }
      const error = Math.abs(values[(i * (hours + 1) + t) * 2 + 1]! - exact) / Math.max(exact, 1e-3);
      if (!(error <= worst)) worst = error;
    }
  }
  return worst;
}
