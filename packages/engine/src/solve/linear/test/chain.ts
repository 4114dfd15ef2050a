import fc from "fast-check";
import { model } from "../../../model/model.ts";
import type { Schedule } from "../../schedule.ts";

/** Depot, centre and periphery with a way back, and an input. */
export const chain = model({
  id: "chain",
  title: "two compartments with absorption",
  reference: { citation: "made for a test" },
  use: "a test",
  status: "unvalidated",
  time: "h",
  states: {
    depot: { is: "depot", unit: "mg", start: 1 },
    centre: { is: "centre", unit: "mg", start: 0 },
    edge: { is: "periphery", unit: "mg", start: 0.5 },
  },
  inputs: { drip: { is: "infusion", unit: "mg/h", default: 0.1 } },
  parameters: {
    ka: { is: "absorption", unit: "/h", value: 0.8, source: "test" },
    out: { is: "to the periphery", unit: "/h", value: 0.5, source: "test" },
    back: { is: "from the periphery", unit: "/h", value: 0.3, source: "test" },
    V: { is: "volume", unit: "L", value: 3, source: "test" },
  },
  equations: `
    der(depot) = -ka*depot
    der(centre) = ka*depot + drip - 2*out*centre + back*edge
    der(edge) = out*centre - back*edge
  `,
  events: { wash: { is: "half of the centre goes", assign: "centre = centre/2 + 0 'h'*drip" } },
  outputs: { level: { is: "concentration", equals: "centre/V", unit: "mg/L" } },
});

const time = fc.integer({ min: 0, max: 10 });
const amount = fc.double({ min: 0, max: 3, noNaN: true });

/** Schedules for the chain; with `lines` the input may follow straight lines. */
export const scheduleOf = ({ lines }: { readonly lines: boolean }): fc.Arbitrary<Schedule> =>
  fc
    .array(
      fc.oneof(
        fc.record({
          kind: fc.constant("add" as const),
          state: fc.constantFrom("depot", "edge"),
          at: time,
          amount,
        }),
        fc.record({ kind: fc.constant("fire" as const), event: fc.constant("wash"), at: time }),
        fc.record({ kind: fc.constant("set" as const), input: fc.constant("drip"), at: time, value: amount }),
        fc.record({
          kind: fc.constant("infuse" as const),
          input: fc.constant("drip"),
          at: fc.double({ min: 0, max: 9, noNaN: true }),
          amount,
          duration: fc.double({ min: 0.1, max: 4, noNaN: true }),
        }),
      ),
      { maxLength: 10 },
    )
    .chain((items) =>
      lines
        ? fc.record({ at: time, values: fc.tuple(amount, amount, amount) }).map(({ at, values }) => [
            ...items,
            {
              kind: "signal" as const,
              input: "drip",
              times: [at, at + 1.5, at + 2],
              values,
              between: "line" as const,
            },
          ])
        : fc.constant(items),
    );
