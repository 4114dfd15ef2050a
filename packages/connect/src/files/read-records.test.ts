import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Intake } from "../intake/intake.ts";
import { type ReadingOptions, type ReadingProgress, readRecords } from "./read-records.ts";

const now = Date.parse("2026-11-22T08:00:00Z");
const patient = { resourceType: "Patient", id: "p1", gender: "female", name: [{ family: "Razo" }] };
const weight = (id: number, reference = "Patient/p1") => ({
  resourceType: "Observation",
  id: `w${id}`,
  status: "final",
  code: { coding: [{ system: "http://loinc.org", code: "29463-7" }] },
  subject: { reference },
  effectiveDateTime: "2026-11-20T10:00:00Z",
  valueQuantity: { value: 70 + id, code: "kg", system: "http://unitsofmeasure.org" },
});
const entry = (resource: object & { id?: string }) => ({ fullUrl: `urn:uuid:${resource.id}`, resource });
const bundleOf = (...resources: object[]) => ({
  resourceType: "Bundle",
  type: "collection",
  entry: resources.map(entry),
});
const linesOf = (...resources: object[]) => resources.map((one) => JSON.stringify(one)).join("\n");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-connect-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, content: string | Buffer | object): string {
  const path = join(folder, name);
  const plain = typeof content === "string" || Buffer.isBuffer(content);
  writeFileSync(path, plain ? content : JSON.stringify(content));
  return path;
}

async function read(paths: readonly string[], options: Partial<ReadingOptions> = {}) {
  const items: Intake[] = [];
  for await (const chunk of readRecords(paths, { now, ...options })) items.push(...chunk);
  return {
    items,
    keys: items.flatMap((item) => (item.kind === "observation" ? [item.observation.key.split("@")[0]] : [])),
    subjects: items.flatMap((item) => (item.kind === "observation" ? [item.observation.subject] : [])),
    people: items.filter(({ kind }) => kind === "person").length,
    files: items.filter(({ kind }) => kind === "file").length,
    codes: items.flatMap((item) => (item.kind === "refusal" ? [item.refusal.code] : [])),
    places: items.flatMap((item) => (item.kind === "refusal" ? [item.refusal.place] : [])),
    messages: items.flatMap((item) => (item.kind === "refusal" ? [item.refusal.message] : [])),
  };
}

interface Packed {
  readonly name: string;
  readonly content: string;
  readonly stored?: boolean;
  readonly crc?: number;
  readonly encrypted?: boolean;
}

/** A zip archive after PKWARE's APPNOTE, written here so that it can also be written wrong. */
function zipOf(...files: readonly Packed[]): Buffer {
  let at = 0;
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []];
  for (const { name, content, stored, crc, encrypted } of files) {
    const data = stored ? Buffer.from(content) : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(encrypted ? 1 : 0, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc ?? crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(Buffer.byteLength(content), 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), data]);
    directory.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), common, tail, Buffer.from(name));
    bodies.push(body);
    at += body.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

describe("what is read", () => {
  test("a bundle, packed or not, alone or in a folder, a resource by itself, lines", async () => {
    const bundle = JSON.stringify(bundleOf(patient, weight(1, "urn:uuid:p1")));
    put("a.json", `\ufeff${bundle}`);
    put("b.json.gz", gzipSync(bundle));
    put("c.ndjson", `${linesOf(weight(2), weight(3))}\r\n\r\n`);
    put("d.ndjson.gz", gzipSync(linesOf(weight(4))));
    put("e.json", weight(5));
    put("f.ndjson", linesOf(bundleOf(weight(6))));
    put(
      "g.zip",
      zipOf(
        { name: "in/x.json", content: bundle },
        { name: "y.ndjson", content: linesOf(weight(7)), stored: true },
      ),
    );
    symlinkSync(folder, join(folder, "round"));
    const { keys, codes, files, people } = await read([folder]);
    expect(codes).toEqual([]);
    expect(keys.map((key) => key!.at(-1))).toEqual(["1", "1", "2", "3", "4", "5", "6", "1", "7"]);
    expect([files, people]).toEqual([8, 3]);
  });

  test("a reference may point forwards and to a later file", async () => {
    const first = put("1.json", bundleOf(weight(1, "urn:uuid:p1"), patient));
    const medication = { resourceType: "Medication", id: "m", code: { text: "Metformin" } };
    const request = {
      resourceType: "MedicationRequest",
      id: "r",
      status: "active",
      intent: "order",
      subject: { reference: "Patient/p1" },
      medicationReference: { reference: "Medication/m" },
    };
    const paths = [first, put("2.ndjson", linesOf(request)), put("3.ndjson", linesOf(medication))];
    const { subjects, items, codes } = await read(paths);
    expect([subjects, codes]).toEqual([["p1"], []]);
    expect(items).toContainEqual(
      expect.objectContaining({ kind: "context", item: expect.objectContaining({ title: "Metformin" }) }),
    );
  });

  test("a fullUrl means something in its own file only", async () => {
    const other = { ...patient, id: "p2" };
    const a = put("a.json", {
      resourceType: "Bundle",
      entry: [{ fullUrl: "urn:uuid:x", resource: patient }, entry(weight(1, "urn:uuid:x"))],
    });
    const b = put("b.json", {
      resourceType: "Bundle",
      entry: [{ fullUrl: "urn:uuid:x", resource: other }, entry(weight(2, "urn:uuid:x"))],
    });
    expect((await read([a, b])).subjects).toEqual(["p1", "p2"]);
  });

  test("the same input gives the same keys, and counts add up", async () => {
    const path = put(
      "a.json",
      bundleOf(
        patient,
        weight(1),
        weight(2),
        { resourceType: "Claim", id: "c" },
        { ...weight(3), status: "odd" },
      ),
    );
    const [one, two] = [await read([path]), await read([path], { now: now + 1e7 })];
    expect(one.keys).toEqual(two.keys);
    const outcomes = one.items.flatMap((item) => (item.kind === "resource" ? [item.outcome] : []));
    expect(outcomes).toEqual(["person", "observation", "observation", "counted", "refused"]);
  });

  test("a withdrawal comes in a later chunk than the rows it withdraws", async () => {
    const path = put(
      "a.ndjson",
      linesOf(weight(1), weight(2), { ...weight(1), status: "entered-in-error" }, weight(3)),
    );
    const kinds: string[][] = [];
    for await (const chunk of readRecords([path], { now })) kinds.push(chunk.map(({ kind }) => kind));
    expect(
      kinds.map((chunk) => chunk.filter((kind) => kind === "observation" || kind === "withdrawal")),
    ).toEqual([
      ["observation", "observation"],
      ["withdrawal", "observation"],
    ]);
  });

  test("progress in a well packed archive goes with what is read of it, the look ahead counting little", async () => {
    const weights = Array.from({ length: 6000 }, (_, i) => ({ ...weight(i % 50), id: `w${i}` }));
    const path = put("many.zip", zipOf({ name: "a.ndjson", content: linesOf(patient, ...weights) }));
    const shares = [0];
    await read([path], { progress: ({ done, total }) => shares.push(done / total) });
    const steps = shares.slice(1).map((share, i) => share - shares[i]!);
    expect(Math.max(...steps)).toBeLessThan(0.1);
    expect(shares.filter((share) => share < 0.048).length).toBeGreaterThan(shares.length / 3);
    expect(shares.at(-1)).toBeCloseTo(1, 9);
  });

  test("progress ends at its total, and an aborted reading throws the reason", async () => {
    const path = put("a.json", bundleOf(patient, weight(1)));
    const seen: ReadingProgress[] = [];
    await read([path], { progress: (step) => seen.push(step) });
    expect(seen.at(-1)).toMatchObject({ done: seen.at(-1)!.total, name: path });
    const stop = new AbortController();
    stop.abort(new Error("stopped by the user"));
    await expect(read([path], { signal: stop.signal })).rejects.toThrow("stopped by the user");
  });
});

describe("what is refused, while the rest goes on", () => {
  test("a truncated bundle: what came before the break is read", async () => {
    const whole = JSON.stringify(bundleOf(patient, weight(1), weight(2)));
    const { keys, codes, messages } = await read([
      put("cut.json", whole.slice(0, -40)),
      put("ok.json", weight(9)),
    ]);
    expect(keys).toEqual(["fhir:Observation/w1", "fhir:Observation/w9"]);
    expect(codes).toEqual(["HS4203"]);
    expect(messages[0]).toContain(`in entry 3 at byte ${whole.length - 40}`);
  });

  test("a truncated gzip file, large and small", async () => {
    const many = Array.from({ length: 5000 }, (_, index) => weight(index % 200));
    const large = gzipSync(linesOf(patient, ...many));
    const small = gzipSync(`${linesOf(patient, weight(1))}\n`);
    const { keys, codes } = await read([
      put("l.ndjson.gz", large.subarray(0, -2000)),
      put("s.ndjson.gz", small.subarray(0, -6)),
    ]);
    expect(keys.length).toBeGreaterThan(3000);
    expect(keys.at(-1)).toBe("fhir:Observation/w1");
    expect(codes.filter((code) => code === "HS4203")).toHaveLength(2);
  });

  test("wrong JSON in one entry or one line, with its place", async () => {
    const good = JSON.stringify(bundleOf(weight(1), weight(2)));
    const bad = put("bad.json", good.replace('"status":"final"', '"status":final'));
    const lines = put("bad.ndjson", `${linesOf(weight(3))}\n{"resourceType": "Obs\n${linesOf(weight(4))}`);
    const { keys, codes, messages, places } = await read([bad, lines]);
    expect(keys.map((key) => key!.at(-1))).toEqual(["2", "3", "4"]);
    expect(codes).toEqual(["HS4204", "HS4204"]);
    const byte = Number(/from byte (\d+)/.exec(messages[0]!)![1]);
    expect(good.slice(byte)).toMatch(/^\{"fullUrl":"urn:uuid:w1"/);
    expect(messages[0]).toContain('"status":final');
    expect(places[1]).toMatchObject({ source: lines, line: 2 });
  });

  test("a record nested a hundred thousand levels deep, and a code that is a megabyte long", async () => {
    const levels = 100_000;
    const deep = `{"resourceType":"Observation","status":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    const wide = JSON.stringify({ ...patient, gender: "x".repeat(1e6) });
    const lines = put("deep.ndjson", [deep, wide, JSON.stringify(weight(1))].join("\n"));
    const { codes, keys, messages } = await read([
      lines,
      put("deep.json", `{"entry":[{"resource":${deep}}]}`),
    ]);
    expect(codes).toEqual(["HS4020", "HS4002", "HS4017", "HS4020"]);
    expect([keys, Math.max(...messages.map(({ length }) => length)) < 600]).toEqual([[], true]);
  });

  test("bytes that are not UTF-8", async () => {
    const latin = Buffer.from(JSON.stringify({ ...patient, name: [{ family: "Müller" }] }), "latin1");
    expect((await read([put("latin.json", latin)])).codes).toEqual(["HS4204"]);
  });

  test("a record that is too long, a bomb, a deletion, no FHIR, no file, no known kind", async () => {
    const long = { ...patient, id: "long", text: { div: "x".repeat(3000) } };
    const bomb = gzipSync(linesOf(...Array.from({ length: 3000 }, () => weight(1))));
    const deletion = {
      resourceType: "Bundle",
      entry: [{ request: { method: "DELETE", url: "Patient/1" } }, {}],
    };
    const paths = [
      put("a.ndjson", linesOf(long, weight(1))),
      put("b.ndjson.gz", bomb),
      put("c.json", deletion),
      put("d.json", [patient]),
      put("e.json", { some: "thing" }),
      join(folder, "missing.json"),
      put("readme.txt", "hello"),
      put("f.json", ""),
    ];
    const limits = { recordBytes: 2000, freeBytes: 100_000, expansion: 2 };
    const { codes } = await read(paths, { limits });
    const expected = [
      "HS4201",
      "HS4202",
      "HS4210",
      "HS4205",
      "HS4206",
      "HS4019",
      "HS4001",
      "HS4209",
      "HS4003",
    ];
    expect(codes).toEqual(expected);
  });

  test.each([
    ["scan.pdf", "HS4202", "", /Pictures and documents hold no records/],
    ["year.xlsx", "HS4202", "", /Save the sheet as CSV/],
    ["export.xml", "HS4202", "", /FHIR R4 in JSON/],
    ["notes", "HS4202", "", /Rename the file/],
    ["picture.csv", "HS4211", "\x89PNG\r\n\x1a\n", /a picture/],
    ["year.csv", "HS4211", "PK\x03\x04 and so on", /spreadsheet/],
    ["bytes.csv", "HS4211", "id,time,gl\0", /bytes, not of text/],
    ["empty.json", "HS4210", "", /Export or copy it again/],
  ])("%s is refused as %s, and what to do is said", async (name, code, content, words) => {
    const { items } = await read([put(name, Buffer.from(content, "latin1"))]);
    const [refused] = items.flatMap((item) => (item.kind === "refusal" ? [item.refusal] : []));
    expect(refused).toMatchObject({ code });
    expect(`${refused!.message} ${refused!.cure}`).toMatch(words);
  });

  test("tables: quoted names are read; an unknown header, an open quote, a cut archive, too many rows are refused", async () => {
    const row = (minute: number) => `"001",2014-10-01 19:${10 + minute}:00,100\r\n`;
    const table = `\ufeff"id","time","gl"\r\n${row(0)}\r\n${row(1)}${row(2)}`;
    const paths = [
      put("iglu.csv", table),
      put("other.csv", "time,glucose\n2014-10-01 19:10:00,5.5\n"),
      put("open.csv", `${table}"002,2014-10-01 19:20:00,100\n`),
      put("cut.csv.gz", gzipSync(table).subarray(0, -6)),
    ];
    const { subjects, codes, places, messages } = await read(paths);
    expect(codes).toEqual(["HS4401", "HS4411", "HS4203"]);
    expect(places.map(({ source }) => source)).toEqual(paths.slice(1));
    expect(messages[0]).toContain("'time,glucose'");
    expect(subjects).toEqual(["iglu-1", "open-1", "cut-1"].flatMap((one) => [one, one, one]));
    const short = await read([paths[0]!], { limits: { tableRows: 2 } });
    expect([short.codes, short.subjects.length]).toEqual([["HS4408"], 2]);
  });

  test("archives that are damaged, locked or cut", async () => {
    const content = `${linesOf(weight(1))}\n`;
    const archive = zipOf({ name: "ok.ndjson", content });
    const paths = [
      put("sum.zip", zipOf({ name: "a.ndjson", content, crc: 1 })),
      put("locked.zip", zipOf({ name: "a.ndjson", content, encrypted: true })),
      put("inner.zip", zipOf({ name: "a.exe", content }, { name: "b.ndjson", content: linesOf(weight(2)) })),
      put("cut.zip", archive.subarray(0, -30)),
      put("none.zip", "PK"),
    ];
    const { codes, keys } = await read(paths);
    expect(codes).toEqual(["HS4208", "HS4202", "HS4207", "HS4207", "HS4207"]);
    expect(keys).toEqual(["fhir:Observation/w1", "fhir:Observation/w2"]);
  });
});
