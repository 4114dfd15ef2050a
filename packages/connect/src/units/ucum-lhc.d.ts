declare module "@lhncbc/ucum-lhc" {
  interface Unit {
    readonly dim_: { readonly dimVec_: readonly number[] | null } | null;
    readonly moleExp_: number;
    readonly isSpecial_: boolean;
  }
  interface Utils {
    getSpecifiedUnit(
      name: string,
      purpose: "validate" | "convert",
    ): { readonly unit: Unit | null; readonly origString: string; readonly retMsg?: readonly string[] };
    convertUnitTo(
      from: string,
      value: number,
      to: string,
      options?: { readonly molecularWeight?: number },
    ): { readonly status: "succeeded" | "failed" | "error"; readonly toVal: number | null };
    validateUnitString(name: string): { readonly status: "valid" | "invalid" | "error" };
  }
  const ucum: { readonly UcumLhcUtils: { getInstance(): Utils } };
  export default ucum;
}
