/**
 * Kinds of models that NONMEM users write, each as MODEL.json and DATA.csv through the command, against a program of its
 * own (scripts/credibility/fit/reference.py: matrix exponentials or DOP853 at 1e-12, differences for every derivative, SciPy).
 */
import { readFileSync } from "node:fs";
import { fitKinds } from "@homeostat/testing";
import { expect, test } from "vitest";
import type { Console } from "../output/console.ts";
import { fit } from "./fit.ts";

interface Answer {
  readonly subjects: readonly {
    readonly id: number;
    readonly eta: Readonly<Record<string, number>>;
    readonly objective: number;
    readonly converged: boolean;
    readonly mixture?: { readonly estimated: number; readonly probabilities: readonly number[] };
  }[];
}

type Expected = readonly {
  readonly id: number;
  readonly eta: readonly number[];
  readonly objective: number;
  readonly estimated?: number;
  readonly probabilities?: readonly number[];
}[];

function answerOf(model: string, data: string): Answer {
  const said: unknown[] = [];
  const console: Console = {
    json: (value) => void said.push(value),
    line: () => {},
    note: () => {},
    progress: () => ({ update: () => {}, stop: () => {} }),
  };
  fit(model, { data, json: true }, console);
  return said[0] as Answer;
}

test.each(fitKinds())("$name", (kind) => {
  const expected: Expected = JSON.parse(readFileSync(kind.expected, "utf8"));
  const { subjects } = answerOf(kind.model, kind.data);
  expect(subjects.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  subjects.forEach(({ eta, objective, converged, mixture }, i) => {
    const theirs = expected[i]!;
    expect(converged).toBe(true);
    expect(Object.values(eta)).toEqual(theirs.eta.map((value) => expect.closeTo(value, 6)));
    expect(Math.abs(objective - theirs.objective)).toBeLessThan(1e-6);
    expect(mixture?.estimated).toBe(theirs.estimated);
    expect(mixture?.probabilities).toEqual(theirs.probabilities?.map((value) => expect.closeTo(value, 6)));
  });
});
