import { describe, expect, it } from "vitest";
import { scaleFor, shown, signed, significant, writtenUnit } from "./units.ts";

describe("units as people write them", () => {
  it("lose the brackets of UCUM", () => {
    expect(writtenUnit("mm[Hg]")).toBe("mmHg");
    expect(writtenUnit("{score}")).toBe("score");
    expect(writtenUnit("m[IU]/L")).toBe("mIU/L");
  });
  it("turn glucose, and only glucose, into mmol/L", () => {
    expect(shown(180, scaleFor("mg/dL", "mmol/L", true))).toBe("10.0");
    expect(scaleFor("mg/dL", "mmol/L", false).unit).toBe("mg/dL");
    expect(shown(180.4, scaleFor("mg/dL", "mg/dL", true))).toBe("180");
  });
  it("carry a sign where a difference is meant, none on nothing", () => {
    const scale = scaleFor("mg/dL", "mg/dL", true);
    expect([signed(3, scale), signed(-3, scale), signed(0.2, scale), signed(-0.2, scale)]).toEqual([
      "+3",
      "−3",
      "0",
      "0",
    ]);
  });
  it("keep three figures", () => {
    expect(significant(0.012345)).toBe("0.0123");
    expect(significant(1234.5)).toBe("1230");
    expect(significant(4.567e-5)).toBe("4.57·10⁻⁵");
    expect(significant(0)).toBe("0");
  });
});
