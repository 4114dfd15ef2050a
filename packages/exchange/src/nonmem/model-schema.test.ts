/**
 * docs/schemas/fit-model.schema.json and the reader refuse the same files: whole examples, and these with anything in
 * them changed by chance. What only the reader can see (names that refer to each other, sizes of blocks) is listed.
 */
import { readFileSync } from "node:fs";
import { HomeostatError, randomStream, type RandomStream } from "@homeostat/engine";
import { fitModelExamples } from "@homeostat/testing";
import Ajv from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { fitModel } from "./fit-model.ts";
import { readModelFile } from "./read-model-file.ts";
import { everyKey, otherForms } from "./test/model-examples.ts";

const modelSchema: object = JSON.parse(
  readFileSync(new URL("../../../../docs/schemas/fit-model.schema.json", import.meta.url), "utf8"),
);
const accepts = new Ajv.default({
  allErrors: false,
  strict: true,
  strictRequired: false,
  strictTypes: false,
}).compile(modelSchema);

const examples = [
  ...fitModelExamples(),
  ["every key", JSON.stringify(everyKey)],
  ["other forms", JSON.stringify(otherForms)],
] as const;

test.each(examples)("%s: the schema and the reader take it, and it becomes a model", (_, text) => {
  accepts(JSON.parse(text));
  expect(accepts.errors ?? []).toEqual([]);
  const { mixed, effects } = fitModel(readModelFile(text, "M.json"));
  expect(mixed.omega).toHaveLength(mixed.effects.length ** 2);
  expect(effects.length).toBeGreaterThanOrEqual(mixed.effects.length);
});

/** Why the reader refused; undefined where it did not. */
function refusal(text: string): HomeostatError | undefined {
  try {
    readModelFile(text, "M.json");
    return undefined;
  } catch (error) {
    if (error instanceof HomeostatError) return error;
    throw error;
  }
}

/** Rules between fields, which a schema cannot say. */
function isBetweenFields({ code, message, place }: HomeostatError): boolean {
  const path = place.path ?? "";
  if (["HS1615", "HS1617", "HS1620", "HS1653"].includes(code)) return true;
  if (code === "HS1613") return /^(doses|structure\.start)\.[^.]*$|^fixed\[|error\.eps\.\w*$/.test(path);
  if (code === "HS1614") return /'(observations|prediction)'/.test(message);
  return (
    code === "HS1612" &&
    /lower|structure\.compartments|an effect of sigma|prior with an effect of its own|is \{"additive":\{"\w+":0\}/.test(
      path + message,
    )
  );
}

const spoilt: readonly unknown[] = [null, true, -3, 2.5, "", " ", "word", "9", [], {}, [1], { x: 1 }, ["a"]];

/** The JSON with one place changed: a value exchanged or doubled, a key dropped, added or misspelt. */
function mutated(json: unknown, stream: RandomStream): unknown {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(stream.uniform() * list.length)]!;
  const copy = structuredClone(json) as Record<string, unknown>;
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const walk = (holder: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(holder)) {
      places.push([holder, key]);
      if (value !== null && typeof value === "object") walk(value as Record<string, unknown>);
    }
  };
  walk(copy);
  const [holder, key] = pick(places);
  const [other, otherKey] = pick(places);
  const change = Math.floor(stream.uniform() * 5);
  if (change === 0 && !Array.isArray(holder)) delete holder[key];
  else if (change === 1 && !Array.isArray(holder)) holder[`${key}x`] = holder[key];
  else if (change === 2) holder[key] = structuredClone(other[otherKey]);
  else if (change === 3 && !Array.isArray(holder)) holder[otherKey] = structuredClone(other[otherKey]);
  else holder[key] = pick(spoilt);
  return copy;
}

test("what is changed by chance is refused by both, or by none", () => {
  const stream = randomStream({ seed: 14, member: 0, purpose: "mutations" });
  let refused = 0;
  for (let i = 0; i < 6000; i++) {
    const [name, text] = examples[i % examples.length]!;
    const changed = mutated(JSON.parse(text), stream);
    const bySchema = !accepts(changed);
    const byReader = refusal(JSON.stringify(changed));
    if (byReader !== undefined && isBetweenFields(byReader)) continue;
    expect(
      byReader !== undefined,
      `${name}: ${JSON.stringify(changed)}\n${accepts.errors?.map((one) => `${one.instancePath} ${one.message}`)}\n${byReader?.message}`,
    ).toBe(bySchema);
    if (bySchema) refused++;
  }
  expect(refused).toBeGreaterThan(2000);
});
