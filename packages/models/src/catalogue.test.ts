import { simulate } from "@homeostat/engine";
import { expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";

test("models are found by their own id", () => {
  for (const [id, { model }] of catalogue) expect(model.id).toBe(id);
});

test.for([...catalogue])(
  "%s: every published member runs a day without a negative mass or a number that is not finite",
  ([, entry]) => {
    // Of models in hours it is sixty days; one in days would outgrow what it is for.
    const to = entry.model.time === "d" ? 1 : 1440;
    const signed = new Set(["X", "Y", "W", "Gex", "x1"]);
    for (const parameters of [{}, ...Object.values(entry.members)]) {
      const { states } = simulate(entry.model, { parameters, to, every: to / 48, noise: "off" });
      for (const [name, values] of Object.entries(states))
        expect(
          values.every((value) => Number.isFinite(value) && (signed.has(name) || value > -1e-6)),
          name,
        ).toBe(true);
    }
  },
);

test.for([...catalogue])("%s: everything says what it is and where it comes from", ([, { model }]) => {
  expect(model.reference.citation).not.toBe("");
  expect(model.use).not.toBe("");
  for (const group of [model.states, model.inputs, model.outputs, model.parameters])
    for (const [name, { is }] of Object.entries(group)) expect(is, name).not.toBe("");
  for (const [name, { source }] of Object.entries(model.parameters)) expect(source, name).not.toBe("");
});

test.for([...catalogue])("%s: default parameters lie within their ranges", ([, { model }]) => {
  const { parameters } = simulate(model, { to: 0, every: 1, noise: "off" });
  for (const [name, { range }] of Object.entries(model.parameters)) {
    if (range === undefined) continue;
    expect(parameters[name], name).toBeGreaterThanOrEqual(range[0]);
    expect(parameters[name], name).toBeLessThanOrEqual(range[1]);
  }
});
