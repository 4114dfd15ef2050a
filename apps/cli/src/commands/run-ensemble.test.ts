/** Many members from the command line: files that read back, the same bytes for any number of threads, a clean end. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drawMembers, simulateEnsemble, simulateEnsembleOn, WorkerPool } from "@homeostat/engine";
import { uvaPadovaS2008 } from "@homeostat/models";
import { tableFromIPC } from "apache-arrow";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Console } from "../output/console.ts";
import { program } from "../program.ts";
import { nodeWorkers, threadPort } from "../workers/node-workers.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-ensemble-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const members = 40;
const parameters = drawMembers(uvaPadovaS2008, { members, seed: 7 });
const options = { members, parameters, to: 360, every: 60 } as const;
const expected = simulateEnsemble(uvaPadovaS2008, options);

async function run(name: string, ...words: string[]) {
  const out = join(folder, name);
  const said: unknown[] = [];
  const seen: number[] = [];
  const console: Console = {
    json: (value) => said.push(value),
    line: () => {},
    note: () => {},
    progress: () => ({ update: (done) => void seen.push(done), stop: () => {} }),
  };
  const command = `run uva-padova-s2008 --until 6h --every 60min --members ${members} --seed 7 --json`;
  await program(console)
    .exitOverride()
    .parseAsync([...command.split(" "), "--out", out, ...words], { from: "user" });
  return { bytes: readFileSync(out), said: said[0], seen };
}

describe("threads", () => {
  it.each([
    [1, true],
    [2, true],
    [3, true],
    [2, false],
  ])("%i of them, with shared memory: %s, give the bits of one", async (workers, shared) => {
    const pool = nodeWorkers(workers, shared);
    expect(await simulateEnsembleOn(pool, uvaPadovaS2008, { ...options, blockMembers: 6 })).toEqual(expected);
    pool.close();
  });

  it("end with an error, and not never, where a thread falls whatever it is given", async () => {
    const fall = new URL("data:text/javascript,throw new Error('no memory')");
    const pool = new WorkerPool(() => threadPort(fall), { workers: 2 });
    await expect(simulateEnsembleOn(pool, uvaPadovaS2008, options)).rejects.toMatchObject({
      code: "HS1404",
      details: { reason: "no memory" },
    });
    pool.close();
  });
});

describe("homeostat run --members", () => {
  it.each(["csv", "arrow", "parquet"])("writes the same %s whatever the number of threads", async (kind) => {
    const one = await run(`one.${kind}`, "--workers", "1");
    const two = await run(`two.${kind}`, "--workers", "2");
    expect(two.bytes.equals(one.bytes)).toBe(true);
    expect(one.seen.at(-1)).toBe(members);
    expect(one.said).toMatchObject({ model: "uva-padova-s2008", members, workers: 1, failures: [] });
  });

  it("writes CSV with units in its header", async () => {
    const [header, ...rows] = (await run("r.csv")).bytes.toString().trim().split("\n");
    expect(header).toMatch(/^member,time \(min\),glucose \(mg\/dL\),/);
    expect(rows.map((row) => Number(row.split(",")[2]))).toEqual([...expected.outputs.glucose]);
  });

  it("writes Arrow with units and provenance in its schema", async () => {
    const table = tableFromIPC((await run("r.arrow")).bytes);
    expect(table.numRows).toBe(members * 7);
    expect(table.getChild("glucose")!.toArray()).toEqual(expected.outputs.glucose);
    expect([...table.getChild("member")!].slice(5, 9)).toEqual([1, 1, 2, 2]);
    const glucose = table.schema.fields.find((field) => field.name === "glucose")!;
    expect(glucose.metadata.get("unit")).toBe("mg/dL");
    expect(table.schema.metadata.get("hash")).toBe(expected.model.hash);
    expect(table.schema.metadata.get("seed")).toBe("7");
  });

  it("writes Parquet with units and provenance in its metadata", async () => {
    const { bytes } = await run("r.parquet");
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => row.glucose)).toEqual([...expected.outputs.glucose]);
    expect(rows[8]).toMatchObject({ member: 2, time: 60 });
    const told = new Map(parquetMetadata(file).key_value_metadata!.map(({ key, value }) => [key, value]));
    expect(told.get("model")).toBe("uva-padova-s2008");
    expect(JSON.parse(told.get("columns")!).glucose).toMatchObject({ unit: "mg/dL" });
  });

  it("ends at Ctrl-C with the code of an interrupted program, and leaves no half a file", async () => {
    const out = join(folder, "never.csv");
    const command = `run uva-padova-s2008 --until 24h --members 100000 --out ${out}`;
    const main = join(import.meta.dirname, "..", "main.ts");
    const child = spawn(process.execPath, [main, ...command.split(" ")]);
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    for (let i = 0; i < 200 && !existsSync(`${out}.part`); i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    expect(said).toContain("HS1313");
    expect(readdirSync(folder).filter((name) => name.startsWith("never"))).toEqual([]);
  });

  it.each([
    ["r.xlsx", [], "HS6007"],
    ["r.csv", ["--members", "many"], "HS6009"],
    ["r.csv", ["--workers", "0"], "HS6009"],
  ] as const)("refuses %s %j with %s", async (name, words, code) => {
    await expect(run(name, ...words)).rejects.toMatchObject({ code });
  });
});
