/**
 * Kinds of models that NONMEM users write, each as MODEL.json and DATA.csv through the command, against a program of its
 * own (scripts/credibility/fit/reference.py: matrix exponentials or DOP853 at 1e-12, differences for every derivative, SciPy).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** DATA.csv of a kind as somebody else might have written it: other order, names, clock, words, rows that are no data. */
function inAnotherLayout(text: string): string {
  const [, ...rows] = text.trim().split("\n");
  const lines = rows.map((row) => {
    const [id, time, evid, amt, cmt, dv] = row.split(",");
    const hours = 8 + Number(time);
    const clock = `${Math.floor(hours % 24)}:${String(Math.round((hours % 1) * 60)).padStart(2, "0")}`;
    const day = `2/${27 + Math.floor(hours / 24)}/96`;
    return `.,${dv === "." ? "" : dv},"plasma",${clock},${cmt},${evid},${id},${amt}, ${day} ,A`;
  });
  const extra = lines.flatMap((line, i) => [
    line,
    ...(i % 3 === 1
      ? [line.replace(/^\./, "C"), line.replace("plasma", "urine"), line.replace(/A$/, "B")]
      : []),
  ]);
  return ["C,conc,matrix,Time,cmt,evid,SUBJ,amt,date,study", "# by hand", ...extra].join("\r\n");
}

test("the same data in another layout give the same answer", () => {
  const kind = fitKinds().find(({ name }) => name === "method-foce-i")!;
  const folder = mkdtempSync(join(tmpdir(), "homeostat-layout-"));
  const [model, data] = [join(folder, "MODEL.json"), join(folder, "DATA.csv")];
  const layout = {
    columns: { ID: "subj", DV: "conc" },
    ignore: [{ matrix: "urine" }],
    accept: [{ study: { not: "B" } }, { study: "B", matrix: "plasma", CMT: { atLeast: 3 } }],
  };
  writeFileSync(model, JSON.stringify({ ...JSON.parse(readFileSync(kind.model, "utf8")), data: layout }));
  writeFileSync(data, inAnotherLayout(readFileSync(kind.data, "utf8")));
  const plain = answerOf(kind.model, kind.data);
  const other = answerOf(model, data);
  rmSync(folder, { recursive: true });
  expect(other.subjects.map(({ id }) => id)).toEqual(plain.subjects.map(({ id }) => id));
  other.subjects.forEach(({ eta, objective }, i) => {
    expect(objective).toBeCloseTo(plain.subjects[i]!.objective, 10);
    for (const [name, value] of Object.entries(eta))
      expect(value).toBeCloseTo(plain.subjects[i]!.eta[name]!, 10);
  });
});
