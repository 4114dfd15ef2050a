/** Events, delays and constraints against solutions by hand; SBML Level 3 Version 2 section 4.11 for events. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileKernel } from "../compile/compile-kernel.ts";
import { ExpressionGraph } from "../equations/expression-graph.ts";
import type { NodeId } from "../equations/graph.ts";
import type { Delay, System, SystemEvent, Trigger } from "../model/system.ts";
import type { Member } from "../solve/integrator.ts";
import { integrator } from "../solve/make-integrator.ts";
import { type SystemOptions, simulateSystem } from "../solve/simulate-system.ts";
import { memoryData, memoryOf } from "./memory-data.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });
let systems = 0;

/** Short words for small hybrid systems. */
class Sketch {
  readonly graph = new ExpressionGraph();
  readonly states: { name: string; unit: string; start: NodeId; derivative: NodeId }[] = [];
  readonly events: SystemEvent[] = [];
  readonly delays: Delay[] = [];
  readonly unknowns: number[] = [];
  readonly constraints: NodeId[] = [];

  number = (value: number) => this.graph.number(value);
  time = () => this.graph.time();
  of = (op: Parameters<ExpressionGraph["binary"]>[0], a: NodeId, b: NodeId) => this.graph.binary(op, a, b);
  x = (slot: number) => this.graph.leaf("state", slot);

  state(start: number, derivative: NodeId = this.number(0)): number {
    const slot = this.states.length;
    this.states.push({ name: `x${slot}`, unit: "1", start: this.number(start), derivative });
    return slot;
  }

  when(condition: NodeId, state: number, value: NodeId, more: Partial<Trigger> = {}): void {
    this.events.push({
      name: `event ${this.events.length}`,
      trigger: { condition, onlyWhileTrue: false, atStart: false, ...more },
      assignments: [{ state, value }],
    });
  }

  delayed(of: NodeId, by: NodeId, before?: NodeId): NodeId {
    const input = this.delays.length;
    this.delays.push(before === undefined ? { input, of, by } : { input, of, by, before });
    return this.graph.leaf("input", input);
  }

  system(): System {
    systems += 1;
    const { graph, states, events, delays, unknowns, constraints } = this;
    return {
      hash: `hybrid test ${systems}`,
      graph,
      states,
      outputs: states.map((state, slot) => ({ name: state.name, unit: "1", value: this.x(slot) })),
      inputs: delays.map((_, i) => ({ name: `d${i}`, unit: "1", default: graph.number(0) })),
      parameters: [],
      parameterOrder: [],
      events,
      ...(delays.length === 0 ? {} : { delays }),
      ...(constraints.length === 0 ? {} : { constraints, unknowns }),
    };
  }

  run(to: number, at: readonly number[] = [to], more: Partial<SystemOptions> = {}) {
    const tolerance = { relative: 1e-10, absolute: 1e-12 };
    return simulateSystem(this.system(), { from: 0, to, at: Float64Array.from(at), tolerance, ...more });
  }
}

test("an event is executed at the very time at which its trigger turns true", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-3, max: 9.9, noNaN: true }), (when) => {
      const m = new Sketch();
      const seen = m.state(0);
      m.state(1, m.of("mul", m.number(-0.3), m.x(1)));
      m.when(m.of("ge", m.time(), m.number(when)), seen, m.time());
      expect(m.run(10).outputs[0]![0]).toBe(when);
    }),
    { numRuns: 50 },
  );
});

test("a crossing of a curved course is found to the last digits", () => {
  const m = new Sketch();
  const decaying = m.state(1, m.graph.unary("neg", m.x(0)));
  const seen = m.state(0);
  m.when(m.of("lt", m.x(decaying), m.number(0.2)), seen, m.time());
  expect(m.run(5).outputs[1]![0]).toBeCloseTo(Math.log(5), 9);
});

test("of what is due at once the highest priority goes first, and what has none goes last", () => {
  const m = new Sketch();
  const order = m.state(0);
  const trigger = m.of("ge", m.time(), m.number(1));
  const digit = (value: number) => m.of("add", m.of("mul", m.number(10), m.x(order)), m.number(value));
  const late = { latestValues: true };
  m.when(trigger, order, digit(3), late);
  m.when(trigger, order, digit(2), { ...late, priority: m.number(-5) });
  m.when(trigger, order, digit(1), { ...late, priority: m.number(7) });
  expect(m.run(2).outputs[0]![0]).toBe(123);
});

test.each([
  [false, 1],
  [true, 0],
])("a waiting event whose trigger turns false: only while true %s, %d times", (onlyWhileTrue, times) => {
  const m = new Sketch();
  const count = m.state(0);
  const pulse = m.of("and", m.of("gt", m.time(), m.number(1)), m.of("lt", m.time(), m.number(2)));
  m.when(pulse, count, m.of("add", m.x(count), m.number(1)), { onlyWhileTrue, after: m.number(3) });
  expect(m.run(10).outputs[0]![0]).toBe(times);
});

test.each([
  [false, 1],
  [true, 4],
])("latest values %s: %d", (latestValues, value) => {
  const m = new Sketch();
  const seen = m.state(0);
  const trigger = m.of("ge", m.time(), m.number(1));
  m.when(trigger, seen, m.time(), { latestValues, after: m.number(3) });
  expect(m.run(5).outputs[0]![0]).toBe(value);
});

test.each([
  [undefined, 1],
  [true, 0],
])("a trigger that another event turns true, crossings only %s: executed %s times", (crossingOnly, times) => {
  const m = new Sketch();
  const level = m.state(0);
  const count = m.state(0);
  m.when(m.of("ge", m.time(), m.number(1)), level, m.number(5));
  const more = crossingOnly === undefined ? {} : { crossingOnly };
  m.when(m.of("gt", m.x(level), m.number(3)), count, m.of("add", m.x(count), m.number(1)), more);
  expect(m.run(2).outputs[1]![0]).toBe(times);
});

test("events that set each other off without end are refused by name", () => {
  const m = new Sketch();
  const flag = m.state(0);
  const isSet = m.of("gt", m.x(flag), m.number(0.5));
  m.when(m.of("and", m.of("ge", m.time(), m.number(1)), m.graph.unary("not", isSet)), flag, m.number(1));
  m.when(isSet, flag, m.number(0));
  expect(() => m.run(2)).toThrow(code("HS1323"));
});

test("a delay below 0, and priorities that are no numbers, are refused", () => {
  const delayed = new Sketch();
  const trigger = (m: Sketch) => m.of("ge", m.time(), m.number(1));
  delayed.when(trigger(delayed), delayed.state(0), delayed.number(1), { after: delayed.number(-1) });
  expect(() => delayed.run(2)).toThrow(code("HS1324"));
  const ranked = new Sketch();
  const slot = ranked.state(0);
  for (const priority of [ranked.number(Number.NaN), ranked.number(1)])
    ranked.when(trigger(ranked), slot, ranked.number(1), { priority });
  expect(() => ranked.run(2)).toThrow(code("HS1324"));
});

/** A ball that keeps this share of its speed at each bounce: where less than 1, it comes to rest after infinitely many. */
function ball(kept = 0.5, below: "lt" | "le" = "lt"): Sketch {
  const m = new Sketch();
  const height = m.state(1, m.x(1));
  const speed = m.state(0, m.number(-9.81));
  const bounced = m.of("mul", m.number(-kept), m.x(speed));
  m.when(m.of(below, m.x(height), m.number(0)), speed, bounced);
  return m;
}

const restsAt = (kept: number) => Math.sqrt(2 / 9.81) * (1 + (2 * kept) / (1 - kept));

test("a ball bounces where mechanics says", () => {
  const fall = Math.sqrt(2 / 9.81);
  const top = fall * (1 + 0.5);
  expect(ball().run(top).outputs[0]![0]).toBeCloseTo(0.25, 8);
});

test("bounces much shorter than a step are found, each of them", () => {
  const fall = Math.sqrt(2 / 9.81);
  // After n bounces: fall·(1 + 2·(0.5 + … + 0.5ⁿ)); the top of the next lies 0.5ⁿ⁺¹·fall later, 0.25ⁿ⁺¹ high.
  const top = (n: number) => fall * (1 + 2 * (1 - 0.5 ** n) + 0.5 ** (n + 1));
  const tops = [3, 6, 9];
  const { outputs } = ball().run(1.3545, tops.map(top), { longestStep: 1 });
  for (const [i, n] of tops.entries()) expect(outputs[0]![i]! / 0.25 ** (n + 1)).toBeCloseTo(1, 5);
});

describe.each(["tsit5", "vern7", "rodas5p", "bdf"] as const)("by %s", (method) => {
  test.each([0, 0.1, 0.5, 0.8])(
    "a ball that keeps %s of its speed does not fall through its floor: told where it rests",
    (kept) => {
      const told = (below: "lt" | "le") => {
        try {
          const { outputs } = ball(kept, below).run(20, [20], { method });
          return { height: outputs[0]![0]! };
        } catch (error) {
          return error as { code: string; message: string };
        }
      };
      for (const below of kept === 0 ? (["lt"] as const) : (["lt", "le"] as const)) {
        const { code: given, message } = told(below) as { code: string; message: string };
        expect(given).toMatch(/^HS132[78]$/);
        expect(message).toContain("event 0");
        const time = Number(/\d+\.\d+/.exec(message)![0]);
        expect(Math.abs(time - restsAt(kept))).toBeLessThan(1e-3);
      }
    },
  );
});

test("what was sent back is still watched for by whoever takes it up from stored data", () => {
  const kernel = compileKernel(ball().system());
  const run = (...stops: readonly number[]) => {
    const member: Member = { y: Float64Array.of(1, 0), p: new Float64Array(0), step: 0 };
    for (const [i, to] of [...stops, 3].entries()) {
      const { memory } = member;
      if (memory !== undefined) member.memory = memoryOf(JSON.parse(JSON.stringify(memoryData(memory))));
      const solver = integrator(kernel, { longestStep: 0.1 });
      solver.advance(member, solver.bind([]), i === 0 ? 0 : stops[i - 1]!, to);
    }
  };
  const rest = restsAt(0.5);
  expect(() => run()).toThrow(code("HS1328"));
  expect(() => run(rest - 1e-11, rest + 1e-13)).toThrow(code("HS1328"));
});

test("infinitely many events before a time, each half as far from it, are refused with that time", () => {
  const m = new Sketch();
  const left = m.state(1, m.number(-1));
  const next = m.state(0.5);
  m.when(m.of("lt", m.x(left), m.number(0)), left, m.x(next));
  const halved = { state: next, value: m.of("mul", m.number(0.5), m.x(next)) };
  m.events[0] = { ...m.events[0]!, assignments: [...m.events[0]!.assignments, halved] };
  expect(() => m.run(3)).toThrow(
    expect.objectContaining({ code: "HS1327", message: expect.stringContaining(" 2") }),
  );
});

test("results do not depend on the times of output", () => {
  const whole = ball().run(1, [0.9, 1]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { maxLength: 30 }), (times) => {
      const at = [...times.sort((a, b) => a - b), 0.9, 1];
      const { outputs } = ball().run(1, at);
      for (const [i, column] of outputs.entries())
        expect([...column.slice(-2)]).toEqual([...whole.outputs[i]!]);
    }),
    { numRuns: 25 },
  );
});

// Method of steps: x' = −x(t − 1), x = 1 before 0, is 1 − t on [0, 1] and 1 − t + (t − 1)²/2 on [1, 2].
test("a delay differential equation follows the method of steps", () => {
  const m = new Sketch();
  m.state(1, m.graph.unary("neg", m.delayed(m.x(0), m.number(1))));
  const [x] = m.run(2, [0.5, 1, 1.5, 2]).outputs;
  for (const [i, value] of [0.5, 0, -0.375, -0.5].entries()) expect(x![i]).toBeCloseTo(value, 8);
});

// Pantograph: x' = −x(t/2), x(0) = 1 has the solution Σ (−t)ⁿ / (n! 2^(n(n−1)/2)) (Fox et al. 1971).
test("a delay may grow with time", () => {
  const m = new Sketch();
  m.state(1, m.graph.unary("neg", m.delayed(m.x(0), m.of("mul", m.number(0.5), m.time()))));
  let expected = 0;
  for (let n = 0, term = 1; n < 30; n++, term *= -4 / (n * 2 ** (n - 1))) expected += term;
  expect(m.run(4).outputs[0]![0]).toBeCloseTo(expected, 5);
});

test("what was before the start is what it is said to be", () => {
  const m = new Sketch();
  m.state(0, m.delayed(m.x(0), m.number(2), m.graph.unary("neg", m.time())));
  // x' = 2 − t on [0, 2]
  expect(m.run(2).outputs[0]![0]).toBeCloseTo(2, 8);
});

test("constraints hold wherever the solution is looked at", () => {
  const m = new Sketch();
  const moving = m.state(0, m.number(1));
  const root = m.state(1);
  m.unknowns.push(root);
  m.constraints.push(m.of("sub", m.of("mul", m.x(root), m.x(root)), m.of("add", m.x(moving), m.number(1))));
  const [, y] = m.run(8, [0, 3, 8]).outputs;
  for (const [i, value] of [1, 2, 3].entries()) expect(y![i]).toBeCloseTo(value, 10);
});

test("constraints that say nothing of an unknown, or cannot hold, are refused by name", () => {
  const silent = new Sketch();
  silent.unknowns.push(silent.state(1));
  silent.constraints.push(silent.of("sub", silent.time(), silent.number(5)));
  expect(() => silent.run(1)).toThrow(code("HS1321"));
  const impossible = new Sketch();
  const x = impossible.state(1);
  impossible.unknowns.push(x);
  const square = impossible.of("mul", impossible.x(x), impossible.x(x));
  impossible.constraints.push(impossible.of("add", square, impossible.number(1)));
  expect(() => impossible.run(1)).toThrow(
    expect.objectContaining({ code: expect.stringMatching(/^HS132[12]$/) }),
  );
});

test("a run is cancelled, or stops at its bound of steps, with its time", () => {
  const m = new Sketch();
  m.state(1, m.of("mul", m.number(-1000), m.x(0)));
  expect(() => m.run(100, [100], { cancelled: () => true })).toThrow(code("HS1313"));
  expect(() => m.run(100, [100], { mostSteps: 50 })).toThrow(code("HS1312"));
});
