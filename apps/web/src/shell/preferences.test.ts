import { expect, it } from "vitest";
import { asPreferences, panelWidths } from "./preferences.ts";

const usual = { glucoseUnit: "mg/dL", panelWidth: 340 };

it("keeps what was chosen and takes the usual for whatever is missing, broken or out of range", () => {
  expect(asPreferences(JSON.stringify({ glucoseUnit: "mmol/L", panelWidth: 400 }))).toEqual({
    glucoseUnit: "mmol/L",
    panelWidth: 400,
  });
  for (const broken of [null, "", "{", "{}", '{"glucoseUnit":"stone","panelWidth":"wide"}'])
    expect(asPreferences(broken)).toEqual(usual);
  expect(asPreferences('{"panelWidth":9000}').panelWidth).toBe(panelWidths.most);
});
