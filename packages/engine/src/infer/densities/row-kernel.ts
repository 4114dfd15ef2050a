import { compileKernel } from "../../compile/compile-kernel.ts";
import type { Kernel } from "../../compile/kernel.ts";
import { inPlace } from "../../errors/in-place.ts";
import { lower } from "../../model/lower.ts";
import type { ModelSpec } from "../../model/model-spec.ts";
import { sensitivitySystem } from "../../model/sensitivity-system.ts";
import { laws } from "./laws.ts";

/** Expressions over a row's columns and differentiable names, compiled with their exact derivatives. */
export interface RowKernel {
  /** Columns, in the order of `inputs`. */
  readonly columns: readonly string[];
  /** Differentiable names, in the order of `values`. */
  readonly names: readonly string[];
  /** Writes all expressions, then their derivatives name by name. */
  evaluate(values: Float64Array, inputs: Float64Array, out: Float64Array): void;
  readonly written: number;
}

const mentioned = (text: string): ReadonlySet<string> => new Set(text.match(/[A-Za-z_]\w*/g) ?? []);

/**
 * Compiles expressions, by name, which may read `equations`, laws, the columns, and the names. Only what is mentioned
 * is kept. @throws HS11xx with the place in the text
 */
export function rowKernel(
  id: string,
  expressions: Readonly<Record<string, string>>,
  equations: string,
  knownColumns: readonly string[],
  knownNames: readonly string[],
): RowKernel {
  const read = mentioned([equations, ...Object.values(expressions)].join("\n"));
  const columns = knownColumns.filter((name) => read.has(name));
  const names = knownNames.filter((name) => read.has(name));
  const kernel = inPlace({ source: id }, () => compiled(id, expressions, equations, columns, names));
  const nothing = new Float64Array(0);
  return {
    columns,
    names,
    evaluate: (values, inputs, out) => kernel.observe(0, nothing, values, inputs, out),
    written: kernel.outputs.length,
  };
}

function compiled(
  id: string,
  expressions: Readonly<Record<string, string>>,
  equations: string,
  columns: readonly string[],
  names: readonly string[],
): Kernel {
  const number = { is: "a pure number", unit: "1" };
  const each = <T>(keys: readonly string[], value: T) => Object.fromEntries(keys.map((key) => [key, value]));
  const outputs = Object.keys(expressions);
  const values = outputs.map((name) => `${name}_ = ${expressions[name]}`).join("\n");
  const spec: ModelSpec = {
    id,
    title: id,
    reference: { citation: id },
    use: "one row of a density",
    status: "unvalidated",
    time: "s",
    states: {},
    inputs: each(columns, { ...number, default: 0 }),
    parameters: each(names, { ...number, value: 0, source: id }),
    equations: [usedLaws(`${equations}\n${values}`), equations, values].join("\n"),
    outputs: Object.fromEntries(outputs.map((name) => [name, { ...number, equals: `${name}_` }])),
  };
  return compileKernel(sensitivitySystem(lower(spec), names));
}

/** The laws that a text calls, and those that these call: others would take their names away from parameters. */
function usedLaws(text: string): string {
  const all = new Map(
    laws
      .trim()
      .split("\n")
      .map((line) => [line.trim().split("(")[0]!, line]),
  );
  const used = new Set<string>();
  const visit = (part: string): void => {
    for (const name of mentioned(part)) {
      const law = all.get(name);
      if (law === undefined || used.has(name) || !new RegExp(`\\b${name}\\s*\\(`).test(part)) continue;
      used.add(name);
      visit(law.slice(law.indexOf("=")));
    }
  };
  visit(text);
  return [...used].map((name) => all.get(name)!).join("\n");
}
