import { expect, it } from "vitest";
import { pieces } from "./pieces.ts";

it("keeps the indent of a line that goes on", () => {
  const [first] = pieces("\n    a = if b\n      then c\n      else d\n");
  expect(first?.text).toBe("a");
  expect(
    pieces("\n    a = if b\n      then c\n")
      .map(({ text }) => text)
      .join(""),
  ).toBe("a = if b\n  then c");
});

it("cuts equations into names, keywords, units and the rest, losing nothing but the indent", () => {
  const text = "\n    der(G) = -(p1 + X)*G / 2 'mg/dL'  # note\n    E = max(0, G)\n";
  const cut = pieces(text);
  expect(cut.map((piece) => piece.text).join("")).toBe(
    "der(G) = -(p1 + X)*G / 2 'mg/dL'  # note\nE = max(0, G)",
  );
  const of = (kind: string) => cut.filter((piece) => piece.kind === kind).map((piece) => piece.text);
  expect(of("keyword")).toEqual(["der", "max"]);
  expect(of("name")).toEqual(["G", "p1", "X", "G", "E", "G"]);
  expect(of("unit")).toEqual(["'mg/dL'"]);
  expect(of("comment")).toEqual(["# note"]);
});
