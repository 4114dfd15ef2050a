import { expect, test } from "vitest";
import { parseXml } from "./parse-xml.ts";

const code = (expected: string) => expect.objectContaining({ code: expected });

test("reads names, namespaces, attributes, text and places", () => {
  const root = parseXml(
    '<a xmlns="urn:a" xmlns:b="urn:b"><b:c b:x="1" y="2"> t<!-- no --><![CDATA[<]]> </b:c></a>',
    "t.xml",
  );
  const child = root.children[0];
  expect(root).toMatchObject({ name: "a", namespace: "urn:a", line: 1 });
  expect(child).toMatchObject({ name: "c", namespace: "urn:b", text: " t< " });
  expect(child?.attributes).toEqual(
    new Map([
      ["x", "1"],
      ["y", "2"],
    ]),
  );
});

test("an entity bomb, a document type and an unknown entity are refused", () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>';
  expect(() => parseXml(bomb, "t.xml")).toThrow(code("HS1501"));
  expect(() => parseXml("<a>&c;</a>", "t.xml")).toThrow(code("HS1501"));
});

test("what is not well-formed is refused with line and column", () => {
  expect(() => parseXml("<a>\n  <b></a>", "t.xml")).toThrow(
    expect.objectContaining({ code: "HS1501", place: expect.objectContaining({ source: "t.xml", line: 2 }) }),
  );
  expect(() => parseXml("", "t.xml")).toThrow(code("HS1501"));
});

test("size, element count, depth and attributes are bounded", () => {
  const limits = { characters: 100, elements: 3, depth: 2, attributes: 2 };
  expect(() => parseXml("x".repeat(101), "t.xml", limits)).toThrow(code("HS1502"));
  expect(() => parseXml(`<a>${" ".repeat(100_000_000)}</a>`, "t.xml")).toThrow(code("HS1502"));
  expect(() => parseXml("<a><b/><b/><b/></a>", "t.xml", limits)).toThrow(code("HS1502"));
  expect(() => parseXml("<a><b><c/></b></a>", "t.xml", limits)).toThrow(code("HS1502"));
  expect(() => parseXml('<a b="" c="" d=""/>', "t.xml", limits)).toThrow(code("HS1502"));
});
