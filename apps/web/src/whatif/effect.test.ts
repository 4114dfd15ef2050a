import type { Forecast, WhatIf } from "@homeostat/twin";
import { describe, expect, it } from "vitest";
import { scaleFor } from "../format/units.ts";
import { effectInWords, endInWords, riskChanges } from "./effect.ts";

const at = Date.UTC(2026, 0, 1, 16, 5);
const forecast = (chance: number): Forecast => ({
  id: "f",
  subject: "p",
  twin: "t",
  output: "glucose",
  unit: "mg/dL",
  madeAt: at,
  points: [{ at, quantiles: [80, 90, 100, 110, 120, 130, 140] }],
  risks: [{ name: "low", chance, at: null }],
  record: [],
});
const whatIf: WhatIf = {
  today: forecast(0.4),
  changed: forecast(0.1),
  difference: [{ at, quantiles: [-60, -48, -40, -34, -28, -20, -10] }],
};
const mgdl = scaleFor("mg/dL", "mg/dL", true);

describe("the effect of a change", () => {
  it("is said for each risk, with its direction", () => {
    expect(riskChanges(whatIf)).toEqual([
      { name: "low", today: "40\u00a0%", changed: "10\u00a0%", direction: "better" },
    ]);
    expect(riskChanges({ ...whatIf, changed: forecast(0.405) })[0]?.direction).toBe("same");
    expect(riskChanges({ ...whatIf, changed: forecast(0.6) })[0]?.direction).toBe("worse");
  });
  it("is said where it is largest, with its band, in the reader's unit", () => {
    expect(effectInWords(whatIf, mgdl, 0)).toBe("Most at 16:05: −34 mg/dL (−48 to −20, 80\u00a0%)");
    expect(effectInWords(whatIf, scaleFor("mg/dL", "mmol/L", true), 0)).toContain("−1.9 mmol/L");
    expect(effectInWords({ ...whatIf, difference: [] }, mgdl, 0)).toBeNull();
    expect(endInWords(whatIf, mgdl, 0)).toBe("Likely 90–130 mg/dL at 16:05");
  });
  it("is timed by the person's clock", () => {
    expect(effectInWords(whatIf, mgdl, -300)).toContain("Most at 11:05:");
    expect(endInWords(whatIf, mgdl, 330)).toContain("at 21:35");
  });
});
