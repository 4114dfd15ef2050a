import { expect, test } from "vitest";
import { parseAssignments } from "./assignment.ts";

test("reads name=number pairs", () => {
  expect(parseAssignments(["kabs=0.2", "BW = 70"])).toEqual({ kabs: 0.2, BW: 70 });
});

test.each(["kabs", "kabs=", "=3", "kabs=three", "a=1=2", "a=NaN"])("refuses '%s'", (text) => {
  expect(() => parseAssignments([text])).toThrow(expect.objectContaining({ code: "HS6002" }));
});
