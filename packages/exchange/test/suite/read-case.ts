import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSbml } from "../../src/sbml/read-sbml.ts";
import type { SuiteCase } from "./run-case.ts";

/** One row of the suite's index. */
export interface IndexRow {
  readonly id: string;
  /** Of SBML, as l3v2. */
  readonly level: string;
  readonly testType: string;
  readonly componentTags: readonly string[];
  readonly testTags: readonly string[];
  readonly packages: readonly string[];
}

export function readIndex(folder: string): readonly IndexRow[] {
  const [, ...lines] = readFileSync(join(folder, "index.csv"), "utf8").trim().split(/\r?\n/);
  return lines.map((line) => {
    const [id = "", level = "", testType = "", components = "", tests = "", packages = ""] = cells(line);
    const list = (text: string) => text.split(/[,;]\s*/).filter((one) => one !== "");
    return {
      id,
      level,
      testType,
      componentTags: list(components),
      testTags: list(tests),
      packages: list(packages),
    };
  });
}

/** Cells of a CSV line whose quoted cells hold commas. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))/g)].map((match) => match[1] ?? match[2] ?? "");
}

export function readCase(folder: string, id: string): SuiteCase {
  const own = join(folder, id);
  const text = (name: string) => readFileSync(join(own, name), "utf8");
  const model = readdirSync(own).find((name) => name.startsWith(`${id}-sbml-`)) ?? "";
  return {
    id,
    model: text(model),
    settings: text(`${id}-settings.txt`),
    results: text(`${id}-results.csv`),
    load: (source) => readSbml(text(source), source),
  };
}
