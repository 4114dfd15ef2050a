import { expect, test } from "vitest";
import { parseEvents } from "./events-file.ts";

const parse = (value: unknown) => parseEvents(JSON.stringify(value), "min", "events.json");

test("reads every kind of item, times in words or in the model's unit", () => {
  expect(
    parse([
      { dose: "meal", at: "1h", amount: 50 },
      { set: "insulin", at: 0, value: 0.02 },
      { infuse: "insulin", at: 60, amount: 5, duration: "1min" },
      { add: "Isc1", at: 1, amount: 3 },
      { fire: "mealStart", at: "90s" },
      { signal: "intensity", times: [0, "30min"], values: [0, 40], between: "line" },
    ]),
  ).toEqual([
    { kind: "dose", dose: "meal", at: 60, amount: 50 },
    { kind: "set", input: "insulin", at: 0, value: 0.02 },
    { kind: "infuse", input: "insulin", at: 60, amount: 5, duration: 1 },
    { kind: "add", state: "Isc1", at: 1, amount: 3 },
    { kind: "fire", event: "mealStart", at: 1.5 },
    { kind: "signal", input: "intensity", times: [0, 30], values: [0, 40], between: "line" },
  ]);
});

test.each([
  [{}, "the top"],
  [[3], "item 1"],
  [[{ dose: "meal", at: 0, amount: "50 g" }], "amount must be a number"],
  [[{ dose: "meal", set: "x", at: 0 }], "exactly one of"],
  [[{ dose: "meal", at: 0, amount: 50, amout: 3 }], "'amout' means nothing here"],
  [[{ signal: "x", times: [0], values: [1], between: "spline" }], "hold, line"],
])("refuses %j and says where", (value, problem) => {
  expect(() => parse(value)).toThrow(
    expect.objectContaining({ code: "HS6003", message: expect.stringContaining(problem) }),
  );
});

test("text that is not JSON is refused with the file's name", () => {
  expect(() => parseEvents("[{", "min", "events.json")).toThrow(
    expect.objectContaining({ code: "HS6003", place: { source: "events.json" } }),
  );
});
