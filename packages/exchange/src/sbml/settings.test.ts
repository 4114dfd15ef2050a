import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const settings = {
  start: "0",
  duration: "5.0",
  steps: "50",
  variables: "S1, S2 , k",
  absolute: "1e-7",
  relative: "0.0001",
  amount: "S1",
  concentration: "S2",
};
const text = (given: Readonly<Record<string, string>>) =>
  Object.entries(given)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\r\n");

test("reads the suite's lines", () => {
  expect(readSettings(text(settings), "s.txt")).toEqual({
    start: 0,
    duration: 5,
    steps: 50,
    variables: [
      { name: "S1", as: "amount" },
      { name: "S2", as: "concentration" },
      { name: "k", as: "value" },
    ],
    absolute: 1e-7,
    relative: 1e-4,
  });
});

test.each([
  { steps: "0" },
  { steps: "2.5" },
  { steps: "1e9" },
  { duration: "-1" },
  { duration: "" },
  { start: "soon" },
  { absolute: "-1" },
  { relative: "INF" },
])("refuses %j by name, with the file", (wrong) => {
  const [name] = Object.keys(wrong);
  expect(() => readSettings(text({ ...settings, ...wrong }), "s.txt")).toThrow(
    expect.objectContaining({
      code: "HS1503",
      message: expect.stringContaining(`<${name}>`),
      place: { source: "s.txt" },
    }),
  );
});
