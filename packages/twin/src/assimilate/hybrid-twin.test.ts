/** A twin whose model has a trigger and a delay: what its members carry is part of the twin. */
import { model } from "@homeostat/engine";
import { expect, test } from "vitest";
import { createTwin } from "../twin/create.ts";
import { twinModel } from "../twin/model.ts";
import { prepareTwin } from "../twin/prepare.ts";
import { decodeSnapshot, encodeSnapshot } from "../twin/snapshot.ts";
import { born, minute, toyModel, wanderingDesign } from "../test/toy-person.ts";
import { EnsembleRun } from "./ensemble-run.ts";

/** Insulin acts a quarter of an hour late, and each rise above 150 is counted, the first moment included. */
const late = model({
  ...toyModel,
  equations: toyModel.equations.replace("SI*I", "SI*delay(I, 15 'min')"),
  events: {
    mealStart: toyModel.events!.mealStart!,
    high: {
      is: "high",
      when: { condition: "G > 150 'mg/dL'", atStart: true },
      assign: "served = served + 1",
    },
  },
});

const prepared = prepareTwin(wanderingDesign, twinModel(late));

test("a run that is stored and taken up again, by its bytes, has the same bits as one that went on", () => {
  const twin = createTwin(prepared, { subject: "late", born }, 1);
  const whole = new EnsembleRun(prepared, twin);
  whole.advanceTo(born + 60 * minute, []);
  const stored = { ...twin, watermark: whole.at, members: whole.members };
  expect(stored.members.memories).toHaveLength(wanderingDesign.members);
  const back = decodeSnapshot(encodeSnapshot(stored));
  expect(back).toEqual(stored);
  const resumed = new EnsembleRun(prepared, back);
  for (const run of [whole, resumed]) run.advanceTo(born + 180 * minute, []);
  expect(resumed.members).toEqual(whole.members);
});

test("two runs of one twin do not disturb each other", () => {
  const twin = createTwin(prepared, { subject: "late", born }, 1);
  const first = new EnsembleRun(prepared, twin);
  first.advanceTo(born + 60 * minute, []);
  const stored = { ...twin, watermark: first.at, members: first.members };
  const seen = structuredClone(stored.members);
  new EnsembleRun(prepared, stored).advanceTo(born + 120 * minute, []);
  expect(stored.members).toEqual(seen);
});
