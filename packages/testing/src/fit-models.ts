import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const docs = new URL("../../../docs/", import.meta.url);
const folder = new URL("credibility/fit/", docs);

/** Every whole MODEL.json of the guide and of the credibility record, by where it stands. */
export function fitModelExamples(): readonly (readonly [string, string])[] {
  const guide = readFileSync(new URL("guides/fit.md", docs), "utf8");
  const inGuide = [...guide.matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, text], i) => [`docs/guides/fit.md, ${i + 1}`, text!] as const,
  );
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
  const kinds = fitKinds().map(({ name, model }) => [name, readFileSync(model, "utf8")] as const);
  return [...inGuide, ...files, ...kinds];
}

/** A kind of model with data, and what a program of its own finds of each person: paths. */
export interface FitKind {
  readonly name: string;
  readonly model: string;
  readonly data: string;
  readonly expected: string;
}

/** Those of docs/credibility/fit/kinds, of which scripts/credibility/fit/reference.py writes what is expected. */
export function fitKinds(): readonly FitKind[] {
  const kinds = new URL("kinds/", folder);
  return readdirSync(kinds).map((name) => {
    const path = (file: string) => fileURLToPath(new URL(`${name}/${file}`, kinds));
    return { name, model: path("MODEL.json"), data: path("DATA.csv"), expected: path("expected.json") };
  });
}

/** The text of a MODEL.json of docs/credibility/fit. */
export const fitModelText = (name: string): string => readFileSync(new URL(name, folder), "utf8");
