/**
 * Dosing over two flows of the same equations, the exact one and the integrated one: what a textbook says about
 * superposition and steady state, and derivatives against differences.
 */
import { describe, expect, test } from "vitest";
import { compileKernel } from "../../compile/compile-kernel.ts";
import { lower } from "../../model/lower.ts";
import { model } from "../../model/model.ts";
import type { System } from "../../model/system.ts";
import { linearForm } from "../linear/linear-form.ts";
import type { Course, CourseRecord, Dose, DoseProperties } from "./course.ts";
import type { Flow } from "./flow.ts";
import { flowOf, steppedFlow } from "./flow-of.ts";
import { runCourse } from "./run-course.ts";
import { oralDoses, oralModel } from "./test/oral-model.ts";

const system = lower(oralModel);
/** What a dose brings depends on the weight in force, and bioavailability on the time too. */
const byWeight = lower({
  ...oralModel,
  id: "oral-by-weight",
  outputs: {
    ...oralModel.outputs,
    fraction: { is: "bioavailability", equals: "F*weight/70 'kg'*(1 + 0.1*time/1 'h')", unit: "1" },
    duration: { is: "duration", equals: "D*weight/70 'kg'", unit: "h" },
    rate: { is: "rate", equals: "100 'mg'/D*weight/70 'kg'", unit: "mg/h" },
  },
});
const names = system.parameters.map(({ name }) => name);
type MakeFlow = (directions: readonly string[], of?: System) => Flow;
const flows: readonly (readonly [string, MakeFlow])[] = [
  ["exact", (directions, of = system) => flowOf(of, directions)],
  ["integrated", (directions, of = system) => steppedFlow(of, directions)],
];

const usual: Dose = { state: 0, amount: 100, rate: "at once", interval: 0, additional: 0, steadyState: "no" };
const at = (time: number, dose?: Partial<Dose>, weight = 70): CourseRecord => ({
  time,
  inputs: Float64Array.of(weight),
  reset: false,
  observed: dose === undefined,
  ...(dose === undefined ? {} : { dose: { ...usual, ...dose } }),
});
const courseOf = (...records: CourseRecord[]): Course => ({
  records,
  inputsFrom: "next",
  doseProperties: oralDoses,
});

function observe(flow: Flow, course: Course, changed: Record<string, number> = {}): number[][] {
  const kernel = compileKernel(system);
  const p = new Float64Array(kernel.parameters.length);
  const given = new Uint8Array(p.length);
  for (const [name, value] of Object.entries(changed)) {
    p[names.indexOf(name)] = value;
    given[names.indexOf(name)] = 1;
  }
  kernel.fillParameters(p, given);
  const size = flow.observed / (flow.directions + 1);
  const rows: number[][] = [];
  runCourse(flow, course, p, (_, out) => {
    rows.push(Array.from({ length: flow.directions + 1 }, (_, k) => out[k * size]!));
  });
  return rows;
}
const levels = (flow: Flow, course: Course, changed?: Record<string, number>) =>
  observe(flow, course, changed).map(([value]) => value!);

function close(one: readonly number[], other: readonly number[], relative: number): void {
  expect(one).toHaveLength(other.length);
  one.forEach((value, i) => {
    expect(Math.abs(value - other[i]!), `${i}: ${value} and ${other[i]}`).toBeLessThan(
      relative * (Math.abs(other[i]!) + 1e-6),
    );
  });
}

test("these equations are recognised as linear; with a saturable rate or time in them they are not", () => {
  expect(linearForm(system)).toBeDefined();
  const changed = (equations: string) => lower({ ...oralModel, id: "changed", equations });
  const other = oralModel.equations;
  const saturable = other.replace("ke = CL", "ke = CL/(1 + central/5 'mg')");
  const diurnal = other.replace("ke = CL", "ke = CL*(1 + 0.1*sin(time/1 'h'))");
  const clipped = other.replace("KA*depot - ", "max(0, KA*depot) - ");
  for (const equations of [saturable, diurnal, clipped])
    expect(linearForm(changed(equations))).toBeUndefined();
});

test("where rates are so fast that explicit steps would not come to an end, the integrated flow is still the exact one", () => {
  const course = courseOf(at(0, {}), ...[1, 30].map((time) => at(time)));
  const fast = { KA: 1e5 };
  const [exact, integrated] = flows.map(([, make]) => observe(make(["CL", "KA"]), course, fast));
  exact!.forEach((row, i) => {
    close(integrated![i]!.slice(0, 2), row.slice(0, 2), 1e-7);
  });
});

describe.each(flows)("%s flow", (_, make) => {
  const flow = make([]);
  const times = [1, 2.9, 6, 11.5, 30].map((time) => at(time));

  test("doses superpose, and additional doses are doses", () => {
    const first = levels(flow, courseOf(at(0, {}), ...times));
    const second = levels(flow, courseOf(at(0, { amount: 50, rate: 20, state: 1 }), ...times));
    const both = levels(flow, courseOf(at(0, {}), at(0, { amount: 50, rate: 20, state: 1 }), ...times));
    close(
      both,
      first.map((value, i) => value + second[i]!),
      1e-8,
    );
    const repeated = levels(flow, courseOf(at(0, { interval: 5, additional: 2 }), ...times));
    const listed = [0, 5, 10].map((time) => at(time, {}));
    const sorted = [...listed, ...times].sort((a, b) => a.time - b.time);
    close(repeated, levels(flow, courseOf(...sorted)), 1e-8);
  });

  test.each([
    ["a bolus", { state: 1 }],
    ["a dose with lag and bioavailability", {}],
    ["an infusion", { state: 1, rate: 25 }],
    ["infusions that overlap", { state: 1, rate: 5 }],
    ["an infusion of the model's duration, with lag", { rate: "modelled duration" }],
    ["an infusion at the model's rate", { rate: "modelled rate" }],
  ] as const)("%s at steady state is the 120th of its kind", (_, dose) => {
    const steady = { ...dose, interval: 8, steadyState: "replaces" } as const;
    const probes = [0, 0.2, 1, 3, 7.9, 12, 25].map((time) => at(time + 952));
    const settled = levels(flow, courseOf(at(952, steady), ...probes));
    const long = levels(flow, courseOf(at(0, { ...dose, interval: 8, additional: 119 }), ...probes));
    close(settled, long, 1e-6);
    const twice = levels(flow, courseOf(at(952, { ...steady, steadyState: "adds" }), ...probes));
    close(twice, settled, 1e-6);
  });

  test("a constant infusion at steady state is rate over clearance, and then ends", () => {
    const steady = { amount: 0, rate: 30, state: 1, steadyState: "replaces" } as const;
    const [now, later] = levels(flow, courseOf(at(0, steady), at(0), at(4)));
    expect(now).toBeCloseTo(10, 6);
    expect(later).toBeLessThan(7);
    const modelled = { ...steady, rate: "modelled rate", state: 0 } as const;
    expect(levels(flow, courseOf(at(0, modelled), at(0)))[0]).toBeCloseTo(40 / 3, 6);
  });

  test("a steady state without a dose is where own production and loss leave the system", () => {
    const equations = oralModel.equations.replace("der(central) =", "der(central) = 6 'mg/h' +");
    const producing = lower({ ...oralModel, id: "producing", equations });
    const steady = { amount: 0, state: 1, steadyState: "replaces" } as const;
    const course = courseOf(at(0, steady), at(0), at(40));
    for (const level of levels(make([], producing), course)) expect(level).toBeCloseTo(2, 6);
  });

  test("a reset forgets doses that run or are still to come; covariates hold up to their record", () => {
    const reset = { ...at(3), reset: true, observed: true };
    const course = courseOf(at(0, { rate: 10, state: 1, interval: 2, additional: 9 }), reset, at(20));
    expect(levels(flow, course)).toEqual([0, 0]);
    const heavy = levels(flow, courseOf(at(0, {}), at(5, undefined, 140)));
    const light = levels(flow, courseOf(at(0, {}, 140), at(5, undefined, 70)));
    expect(heavy[0]).toBeLessThan(light[0]!);
    const last = levels(flow, { ...courseOf(at(0, {}, 140), at(5, undefined, 70)), inputsFrom: "last" });
    close(last, heavy, 1e-8);
  });

  test("what repeated and delayed doses bring is what is in force when they enter", () => {
    const course = courseOf(
      at(0, { interval: 5, additional: 1 }),
      at(3, undefined, 140),
      at(9, undefined, 35),
    );
    // They enter at 0.4 and 5.4.
    const listed = courseOf(
      at(0, { amount: 100 * 2 * 1.04 }),
      at(3, undefined, 140),
      at(5, { amount: 100 * 0.5 * 1.54 }, 35),
      at(9, undefined, 35),
    );
    close(levels(make([], byWeight), course), levels(flow, listed), 1e-8);
  });

  test("a modelled rate is that of the inputs in force, until all has entered", () => {
    const dose = { rate: "modelled rate", state: 1 } as const;
    const later = [at(3, undefined, 70), at(4, undefined, 70)];
    const course = courseOf(at(0, dose), at(1, undefined, 35), ...later);
    // From 0.4 to 1 at 20, then 88 at 40.
    const listed = courseOf(
      at(0, { state: 1, amount: 12, rate: 20 }),
      at(0.6, { state: 1, amount: 88, rate: 40 }, 35),
      at(1, undefined, 35),
      ...later,
    );
    const properties = [{}, { lag: 2, rate: 4 }, {}];
    const bring = { ...course, doseProperties: properties };
    close(levels(make([], byWeight), bring), levels(flow, { ...listed, doseProperties: properties }), 1e-8);
  });

  test("derivatives are those of differences, also by lag, duration and bioavailability", () => {
    const course = courseOf(
      at(0, { steadyState: "replaces", interval: 6, rate: "modelled duration" }),
      at(1),
      at(2, { state: 1, rate: "modelled duration" }, 80),
      at(2.6),
      at(4, { rate: "modelled rate" }),
      at(6, undefined, 95),
      at(9, undefined, 60),
    );
    for (const of of [system, byWeight]) againstDifferences(course, of);
  });

  function againstDifferences(course: Course, of: System): void {
    const directions = ["CL", "V2", "KA", "F", "LAG", "D"];
    const [flow, exact] = [make([], of), observe(make(directions, of), course)];
    directions.forEach((name, k) => {
      const value = { CL: 3, V2: 40, KA: 1.1, F: 0.7, LAG: 0.4, D: 2.5 }[name]!;
      const width = 1e-4 * value;
      const above = levels(flow, course, { [name]: value + width });
      const below = levels(flow, course, { [name]: value - width });
      exact.forEach((row, i) => {
        const difference = (above[i]! - below[i]!) / (2 * width);
        expect(Math.abs(row[k + 1]! - difference), `${name} at ${i}`).toBeLessThan(
          1e-6 * (1 + Math.abs(difference)),
        );
      });
    });
  }
});

const variant = (ke: string) =>
  lower(model({ ...oralModel, equations: oralModel.equations.replace("ke = CL", `ke = CL${ke}`) }));
/** Clearance goes up and down every six hours. */
const daily = variant("*(1 + 0.3*sin(time*2*pi/6 'h'))");
const saturable = variant("/(1 + central/500 'mg')");

describe.each([
  ["equations that read the time", daily],
  ["saturable elimination", saturable],
] as const)("at steady state, by %s,", (_, equations) => {
  const directions = ["CL", "F", "LAG", "D"];
  const [flow, plain] = [flowOf(equations, directions), flowOf(equations, [])];

  test.each([
    ["a dose with lag", {}],
    ["an infusion with lag", { rate: "modelled duration" }],
    ["infusions that overlap", { rate: 9, interval: 6 }],
    ["on top of others", { steadyState: "adds" }],
  ] as const)("%s is the last of a long row, and has its derivatives", (_, given) => {
    const dose = { interval: 6, ...given };
    const probes = [0.1, 0.5, 3, 5.9, 14].map((time) => at(600 + time));
    const steady = courseOf(at(600, { steadyState: "replaces", ...dose }), ...probes);
    const row = { ...dose, steadyState: "no", additional: 100 } as const;
    close(levels(plain, steady), levels(plain, courseOf(at(0, row), ...probes)), 1e-6);
    const exact = observe(flow, steady);
    directions.forEach((name, k) => {
      const value = { CL: 3, F: 0.7, LAG: 0.4, D: 2.5 }[name]!;
      const [above, below] = [1, -1].map((side) =>
        levels(plain, steady, { [name]: value * (1 + side * 1e-4) }),
      );
      const slopes = exact.map((_, i) => (above![i]! - below![i]!) / (2e-4 * value));
      const size = Math.max(1e-3, ...slopes.map(Math.abs));
      exact.forEach((found, i) => {
        expect(Math.abs(found[k + 1]! - slopes[i]!) / size, `${name} at ${i}`).toBeLessThan(1e-5);
      });
    });
  });
});

test("a constant infusion beyond what can be eliminated is told to have no steady state, soon", () => {
  const steady = { amount: 0, rate: 90, state: 1, steadyState: "replaces" } as const;
  const run = () => levels(flowOf(saturable, []), courseOf(at(0, steady), at(1)));
  expect(run).toThrowError(expect.objectContaining({ code: "HS1605" }));
});

/** Elimination that goes by thresholds: of an amount, of a time, and of what was dosed an hour before. */
test.each([
  ["an amount that any dose moves", "*(if central > 25 'mg' then 2 else 0.5)"],
  ["a time that moves with a parameter", "*(if time > 8*LAG then 1.5 else 1)"],
  ["a part of each period", "*(if mod(time, 3*D) < 1 'h' then 3 else 1)"],
  ["whole amounts", "*(1 + 0.1*floor(central/20 'mg'))"],
] as const)("sensitivities jump where a derivative does, at %s", (_, ke) => {
  const directions = ["CL", "KA", "F", "LAG", "D"];
  const flow = flowOf(variant(ke), directions);
  const course = courseOf(
    at(0, { interval: 8, additional: 1, rate: "modelled duration" }),
    at(2, { state: 1, amount: 40, rate: "modelled duration" }),
    ...[3, 5].map((time) => at(time)),
    at(6, { state: 1, amount: 60 }),
    ...[7.9, 11, 14].map((time) => at(time)),
  );
  const exact = observe(flow, course);
  directions.forEach((name, k) => {
    const value = { CL: 3, KA: 1.1, F: 0.7, LAG: 0.4, D: 2.5 }[name]!;
    const moved = (by: number) => levels(flow, course, { [name]: value * (1 + by) });
    const [one, two] = [1e-3, 2e-3].map((h) => [moved(h), moved(-h)] as const);
    exact.forEach((row, i) => {
      const [near, far] = [one!, two!].map(([above, below]) => above[i]! - below[i]!);
      const difference = (8 * near! - far!) / (12e-3 * value);
      expect(Math.abs(row[k + 1]! - difference), `${name} at ${i}`).toBeLessThan(
        1e-6 * (0.1 + Math.abs(difference)),
      );
    });
  });
});

test("what no dose moves is not followed: a fit's flow has the speed of its equations", () => {
  const events = (properties?: readonly DoseProperties[]) =>
    steppedFlow(variant("*(if central > 25 'mg' then 2 else 0.5)"), ["LAG"], [], properties);
  const course = courseOf(at(0, {}), at(5));
  const [followed, still] = [
    observe(events(), course),
    observe(events([]), { ...course, doseProperties: [] }),
  ];
  expect(followed[0]![1]).not.toBe(0);
  expect(still[0]![1]).toBe(0);
});

test("amounts may be as small as one likes", () => {
  const [, integrate] = flows[1]!;
  const flow = integrate(["KA"]);
  const course = (unit: number) =>
    courseOf(at(0, { amount: 100 * unit }), at(1), at(4, { amount: 50 * unit, rate: 9 * unit }), at(9));
  const [usual, small] = [1, 1e-12].map((unit) => observe(flow, course(unit)).flat());
  close(
    small!.map((value) => value * 1e12),
    usual!,
    1e-7,
  );
});

test("both flows agree to ten digits", () => {
  const course = courseOf(
    at(0, { interval: 12, additional: 5 }),
    at(1),
    at(7, { state: 1, rate: 40 }),
    at(9),
    at(40, undefined, 90),
    at(70),
  );
  const directions = ["CL", "KA", "LAG"];
  const [exact, integrated] = flows.map(([, make]) => observe(make(directions), course).flat());
  close(integrated!, exact!, 1e-8);
});

test("a dose that cannot be given is refused with its time", () => {
  const flow = flowOf(system, []);
  const run = (dose: Partial<Dose>, changed?: Record<string, number>) => () =>
    levels(flow, courseOf(at(3, dose), at(5)), changed);
  expect(run({}, { LAG: -1 })).toThrowError(expect.objectContaining({ code: "HS1601" }));
  expect(run({}, { F: -0.2 })).toThrowError(expect.objectContaining({ code: "HS1601" }));
  expect(run({ state: 2, rate: "modelled rate" })).toThrowError(expect.objectContaining({ code: "HS1602" }));
  expect(run({ steadyState: "replaces" })).toThrowError(expect.objectContaining({ code: "HS1603" }));
  const steady = { state: 1, steadyState: "replaces", interval: 8 } as const;
  expect(run(steady, { CL: 0 })).toThrowError(expect.objectContaining({ code: "HS1605" }));
});
