import { describe, expect, it } from "vitest";
import { HomeostatError } from "../errors/homeostat-error.ts";
import { parseEquations, parseExpression } from "./parse.ts";
import { printEquation, printExpression } from "./print.ts";

const again = (text: string) => printExpression(parseExpression(text));
const equations = (text: string) => parseEquations(text).map(printEquation);

function refusal(work: () => unknown): HomeostatError {
  try {
    work();
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("the notation", () => {
  it.each([
    ["-x^2", "-x^2"],
    ["(-x)^2", "(-x)^2"],
    ["2^-1", "2^-1"],
    ["a^b^c", "a^b^c"],
    ["(a^b)^c", "(a^b)^c"],
    ["a-(b-c)", "a - (b - c)"],
    ["((a-b)-c)", "a - b - c"],
    ["a/(b*c)/d", "a/(b*c)/d"],
    ["-a*b", "-a*b"],
    ["a*-b", "a*-b"],
    ["a + b*c^d", "a + b*c^d"],
    ["not a<b and c>=d or e==f", "not a < b and c >= d or e == f"],
    ["not (a<b and c>=d)", "not (a < b and c >= d)"],
    ["if a<b then 1 else if c!=d then 2 else 3", "if a < b then 1 else if c != d then 2 else 3"],
    ["(if a<b then 1 else 2) + 3", "(if a < b then 1 else 2) + 3"],
    ["6000 'pmol/[iU]' * u", "6000 'pmol/[iU]'*u"],
    ["convert( G , 'mmol/L' )", "convert(G, 'mmol/L')"],
    ["1e-3 + .5 + 2. + 1E+2", "0.001 + 0.5 + 2 + 100"],
    ["max(0, min(a, b, c))", "max(0, min(a, b, c))"],
  ])("%s", (text, expected) => {
    expect(again(text)).toBe(expected);
  });

  it("is one equation a line, with comments and blank lines", () => {
    const text = `
      // the plasma
      der(G) = -(SG + X)*G   # minimal model

      Ra = f*D // appearance
    `;
    expect(equations(text)).toEqual(["der(G) = -(SG + X)*G", "Ra = f*D"]);
  });

  it("goes on after an open parenthesis, an operator, or before one that cannot start an equation", () => {
    const text = `
      a = (1
        + 2
        )
      b = 1 +
        // a comment between
        2
      c = if x < 1
        then 1
        else 2
      d = 1
        * 2
    `;
    expect(equations(text)).toEqual(["a = 1 + 2", "b = 1 + 2", "c = if x < 1 then 1 else 2", "d = 1*2"]);
  });

  it("reads the same with Windows line ends", () => {
    expect(equations("a = 1\r\nb = 2\r\n")).toEqual(["a = 1", "b = 2"]);
  });
});

describe("what cannot be read is refused where it stands", () => {
  it.each([
    ["a = 1 +", 1, 8, "the end"],
    ["a = (1", 1, 7, "the end"],
    ["a = 1)\n", 1, 6, ")"],
    ["a = 1\nb == 2", 2, 3, "=="],
    ["a = 1 b = 2", 1, 7, "b"],
    ["der(1) = 2", 1, 5, "1"],
    ["a = 2 @ 3", 1, 7, "@"],
    ["a = 1 < 2 < 3", 1, 11, "<"],
    ["a = if x then 1", 1, 16, "the end"],
    ["a = convert(x, mg)", 1, 16, "mg"],
    ["then = 1", 1, 1, "then"],
    ["a = min(1 2)", 1, 11, "2"],
    ["a = 1e999", 1, 5, "1e999"],
    ["a = 'mg'", 1, 5, "'mg'"],
    ["= 1", 1, 1, "="],
  ])("%s", (text, line, column, found) => {
    const error = refusal(() => parseEquations(text));
    expect(error.code).toBe("HS1101");
    expect(error.place).toEqual({ line, column });
    expect(error.details.found).toBe(found);
  });

  it("refuses what is nested too deeply, in any direction", () => {
    for (const text of [
      `${"(".repeat(5000)}1${")".repeat(5000)}`,
      `${"-".repeat(5000)}1`,
      Array.from({ length: 5000 }, () => "1").join("+"),
      Array.from({ length: 5000 }, () => "2").join("^"),
      `${"if a then ".repeat(5000)}1`,
    ])
      expect(refusal(() => parseExpression(text)).code).toBe("HS1102");
  });

  it("reads a hundred thousand lines in no time", () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `x${i} = ${i}\n\n`).join("");
    expect(parseEquations(text)).toHaveLength(100_000);
  });
});
