import type { NodeId } from "../../equations/graph.ts";
import type { System } from "../../model/system.ts";
import type { Method } from "../../solve/methods/method.ts";
import { hoisted, reachable, stands } from "../layout.ts";
import { type SectionText, sectionText } from "./section-text.ts";
import { writtenOutLength } from "./written-out/written-out.ts";

/**
 * Not a matter of text as in written-out.ts: all slopes of all stages are alive at once here. From 20 states on, loops are as fast
 * (they lose a third at 10), and a little above this runtimes give up.
 */
const mostOperations = 3_000;

/**
 * The body of a function that returns one attempt of an explicit pair on this system, stages and error norm in one
 * piece (`ExplicitAttempt`): each state and slope is a local, what rests between edges is computed once. It takes the
 * same operations in the same order as stage after stage does. It is given our own operations. Undefined where it would
 * be too long to be optimised.
 */
export function attemptText(
  system: System,
  constants: readonly NodeId[],
  method: Method,
): string | undefined {
  if (operations(system, method) > mostOperations) return undefined;
  const lines = new AttemptLines(system, constants, method).all().join("\n");
  return `"use strict";return (t,h,y,c,absolute,relative,k,argument,next)=>{\n${lines}\n};`;
}

function operations(system: System, { a, error }: Method): number {
  const terms = [...a, error].flat().filter((weight) => weight !== 0).length;
  const derivatives = system.states.map((state) => state.derivative);
  const nodes = reachable(system.graph, derivatives);
  const once = nodes.length + writtenOutLength(system.graph, nodes);
  return 2 * terms * derivatives.length + (a.length - 1) * once;
}

/** Variables for the values of a section, whose own names stay within it. */
function assigned(names: readonly string[], { locals, values }: SectionText): readonly string[] {
  if (names.length === 0) return [];
  return [`let ${names.join()};{`, locals, ...names.map((name, i) => `${name}=${values[i]};`), "}"];
}

class AttemptLines {
  private readonly system: System;
  private readonly method: Method;
  private readonly last: number;
  /** The states that steps move, with their derivatives. */
  private readonly moving: readonly { readonly state: number; readonly derivative: NodeId }[];
  /** Nodes that are the same for all stages, by the names of their values. */
  private readonly rests = new Map<NodeId, string>();
  private readonly constants: readonly NodeId[];

  constructor(system: System, constants: readonly NodeId[], method: Method) {
    this.system = system;
    this.method = method;
    this.constants = constants;
    this.last = method.c.length - 1;
    this.moving = system.states
      .map(({ derivative }, state) => ({ state, derivative }))
      .filter(({ state }) => !stands(system, state));
  }

  all(): readonly string[] {
    const stages = this.method.c.map((_, stage) => stage).slice(1);
    return [
      ...this.start(),
      ...this.resting(),
      ...stages.flatMap((stage) => [...this.argument(stage), ...this.slopes(stage)]),
      ...this.kept(),
      ...this.errorNorm(),
    ];
  }

  /** A state that stands still is 0 beside nothing: adding 0 keeps its bits as a sum of stages would. */
  private start(): readonly string[] {
    const states = this.system.states.map((_, i) =>
      stands(this.system, i) ? `const y${i}=y[${i}]+0;` : `const y${i}=y[${i}];`,
    );
    const arrays = this.method.c.map((_, stage) => `const k${stage}=k[${stage}];`);
    return [...states, ...arrays, ...this.moving.map(({ state }) => `const k0_${state}=k0[${state}];`)];
  }

  private resting(): readonly string[] {
    const { graph } = this.system;
    const given = new Map(this.constants.map((node, i) => [node, `c[${i}]`]));
    const roots = hoisted(this.system, true);
    const section = sectionText(
      graph,
      roots,
      (node) => given.get(node) ?? (graph.op(node) === "state" ? `y${graph.slot(node)}` : undefined),
    );
    roots.forEach((node, i) => {
      this.rests.set(node, `r${i}`);
    });
    return assigned(
      roots.map((_, i) => `r${i}`),
      section,
    );
  }

  private argument(stage: number): readonly string[] {
    const name = this.argumentName(stage);
    const { terms, heads } = this.weights(`a${stage}`, this.method.a[stage]!);
    return [...heads, ...this.moving.map(({ state }) => `const ${name(state)}=y${state}+(${terms(state)});`)];
  }

  private slopes(stage: number): readonly string[] {
    const { graph } = this.system;
    const name = this.argumentName(stage);
    const share = this.method.c[stage]!;
    const section = sectionText(
      graph,
      this.moving.map(({ derivative }) => derivative),
      (node) => {
        const rest = this.rests.get(node);
        if (rest !== undefined) return rest;
        const op = graph.op(node);
        if (op === "time") return `t${stage}`;
        return op === "state" ? name(graph.slot(node)) : undefined;
      },
    );
    return [
      `const t${stage}=t+${stage === this.last ? "h" : `${share}*h`};`,
      ...assigned(
        this.moving.map(({ state }) => `k${stage}_${state}`),
        section,
      ),
    ];
  }

  private argumentName(stage: number): (state: number) => string {
    return (state) => (stands(this.system, state) ? `y${state}` : `a${stage}_${state}`);
  }

  /** What dense output, the test of stiffness and the next step read. */
  private kept(): readonly string[] {
    const { last, system, method } = this;
    const later = method.c.map((_, stage) => stage).slice(1);
    const [before, end] = [this.argumentName(last - 1), this.argumentName(last)];
    return [
      ...this.moving.flatMap(({ state }) => later.map((i) => `k${i}[${state}]=k${i}_${state};`)),
      ...system.states.map((_, i) => `argument[${i}]=${before(i)};next[${i}]=${end(i)};`),
    ];
  }

  private errorNorm(): readonly string[] {
    const { terms, heads } = this.weights("e", this.method.error);
    const { length } = this.system.states;
    return [
      ...heads,
      "let sum=0,ratio=0;",
      ...this.moving.map(({ state }) => {
        const size = `Math.max(Math.abs(y${state}),Math.abs(a${this.last}_${state}))`;
        return `ratio=(${terms(state)})/(absolute[${state}]+relative*${size});sum+=ratio*ratio;`;
      }),
      `return Math.sqrt(sum/${Math.max(1, length)});`,
    ];
  }

  /** h times each weight that is not 0, and their sum over the slopes of a state. */
  private weights(prefix: string, weights: readonly number[]) {
    const used = weights.flatMap((weight, stage) => (weight === 0 ? [] : [{ stage, weight }]));
    return {
      heads: used.map(({ stage, weight }) => `const ${prefix}h${stage}=h*${weight};`),
      terms: (state: number) => used.map(({ stage }) => `${prefix}h${stage}*k${stage}_${state}`).join("+"),
    };
  }
}
