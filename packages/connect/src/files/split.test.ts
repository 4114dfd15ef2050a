import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { JsonSplitter } from "./split-json.ts";
import { LineSplitter } from "./split-lines.ts";

/** Cuts bytes at the given places, in order. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
}

function split(text: string, places: readonly number[] = [], limit = 10_000) {
  const splitter = new JsonSplitter(limit);
  const entries = cut(Buffer.from(text), places).flatMap((chunk) => splitter.push(chunk));
  return { entries: entries.map(({ bytes }) => bytes?.toString()), rest: splitter.end().toString() };
}

describe("one JSON object in pieces", () => {
  test("gives its entries and the rest, wherever the stream is cut", () => {
    const json = fc.jsonValue({ depthSize: "small" });
    const indent = fc.constantFrom(0, 2);
    fc.assert(
      fc.property(fc.array(json), json, indent, fc.array(fc.nat(2000)), (values, other, space, places) => {
        const elements = values.map((value) => ({ resource: value }));
        const bundle = { 'a\\"entry': other, entry: elements, after: { entry: [other] } };
        const { entries, rest } = split(JSON.stringify(bundle, null, space), places);
        expect(entries.map((text) => JSON.parse(text!))).toEqual(JSON.parse(JSON.stringify(elements)));
        expect(JSON.parse(rest)).toEqual(JSON.parse(JSON.stringify({ ...bundle, entry: [] })));
      }),
      { numRuns: 200 },
    );
  });

  test("an entry that is too long is left out, the next ones come", () => {
    const { entries } = split(`{"entry":[{"a":1},{"a":"${"x".repeat(100)}"},{"a":3}]}`, [], 50);
    expect(entries).toEqual(['{"a":1}', undefined, '{"a":3}']);
  });

  test.each([
    ['{"entry":[{"a":1},{"a', "HS4203", { byte: 21, where: "in entry 2" }],
    ["", "HS4203", { byte: 0 }],
    ['{"entry":[{"a":1}]]', "HS4204", { byte: 18 }],
    ['{"entry":[{"a":1}]} {}', "HS4204", { byte: 20 }],
    ["[{}]", "HS4209", {}],
    ["<Bundle/>", "HS4209", {}],
  ])("%s is refused as %s", (text, code, details) => {
    expect(() => split(text)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    );
  });
});

describe("lines in pieces", () => {
  test("come with their number and place, wherever the stream is cut", () => {
    const words = fc.array(
      fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, "")),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(words, fc.constantFrom("\n", "\r\n"), fc.array(fc.nat(500)), (texts, newline, places) => {
        const bytes = Buffer.from(texts.join(newline));
        const splitter = new LineSplitter(1000);
        const lines = [...cut(bytes, places).flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
        const expected = texts.at(-1) === "" ? texts.slice(0, -1) : texts;
        expect(lines.map(({ bytes }) => bytes!.toString())).toEqual(expected);
        for (const { at, bytes: line } of lines)
          expect(bytes.subarray(at, at + line!.length).toString()).toBe(line!.toString());
      }),
    );
  });

  test("a line that is too long is left out, the next ones come", () => {
    const splitter = new LineSplitter(5);
    const lines = [
      ...splitter.push(Buffer.from("one\nmuch too ")),
      ...splitter.push(Buffer.from("long\ntwo\n")),
    ];
    expect(lines.map(({ number, bytes }) => [number, bytes?.toString()])).toEqual([
      [1, "one"],
      [2, undefined],
      [3, "two"],
    ]);
  });
});
