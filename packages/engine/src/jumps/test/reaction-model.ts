import { type Model, model } from "../../model/model.ts";
import type { ModelSpec } from "../../model/model-spec.ts";

/** A reaction: its law in counts, per second, and what an event adds. */
export type Rule = readonly [law: string, changes: Readonly<Record<string, number>>];

/** A model of counts, of nothing but its starts and reactions; every state is an output. Laws can read the input `drug`. */
export function reactionModel(
  starts: Readonly<Record<string, number>>,
  rules: Readonly<Record<string, Rule>>,
  more: Partial<ModelSpec> = {},
): Model<string, "drug", string, string> {
  const each = <T>(of: (name: string, start: number) => T) =>
    Object.fromEntries(Object.entries(starts).map(([name, start]) => [name, of(name, start)]));
  return model<string, "drug", string, string>({
    id: "reactions",
    title: "counts",
    reference: { citation: "a test" },
    use: "tests",
    status: "unvalidated",
    time: "s",
    states: each((name, start) => ({ is: name, unit: "1", start })),
    inputs: { drug: { is: "what a schedule sets", unit: "1", default: 0 } },
    parameters: { perTime: { is: "one a second", unit: "/s", value: 1, source: "a test" } },
    equations: "",
    reactions: Object.fromEntries(
      Object.entries(rules).map(([name, [law, changes]]) => [
        name,
        { is: name, rate: `(${law})*perTime`, changes },
      ]),
    ),
    outputs: each((name) => ({ is: name, equals: name, unit: "1" })),
    ...more,
  } as ModelSpec<string, "drug", string, string>);
}
