import { readdirSync, readFileSync } from "node:fs";

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
  return [...inGuide, ...files];
}

/** The text of a MODEL.json of docs/credibility/fit. */
export const fitModelText = (name: string): string => readFileSync(new URL(name, folder), "utf8");
