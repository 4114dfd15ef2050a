import { expect, it } from "vitest";
import { inGlucoseUnit } from "./glucose-words.ts";

it("says mg/dL in the reader's unit, and leaves other numbers alone", () => {
  expect(inGlucoseUnit("below 70 mg/dL in 25 min (82 %)", "mmol/L")).toBe(
    "below 3.9 mmol/L in 25 min (82 %)",
  );
  expect(inGlucoseUnit("likely 70–180 mg/dL", "mmol/L")).toBe("likely 3.9–10.0 mmol/L");
  expect(inGlucoseUnit("below 70 mg/dL", "mg/dL")).toBe("below 70 mg/dL");
});
