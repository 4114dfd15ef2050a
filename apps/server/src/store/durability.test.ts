import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "./open-store.ts";
import { readings } from "./test/samples.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = fileURLToPath(new URL("./test/import-until-killed.ts", import.meta.url));

/** Lets a process import until it has acknowledged enough, then kills it; gives what it had acknowledged. */
async function killedImport(enough: number): Promise<number> {
  const child = spawn(process.execPath, [program, folder]);
  let acknowledged = 0;
  let complaints = "";
  child.stderr.on("data", (text) => {
    complaints += text;
  });
  child.stdout.on("data", (text) => {
    acknowledged = Number(String(text).trim().split("\n").at(-1));
    if (acknowledged >= enough) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.once("close", resolve));
  expect(complaints).toBe("");
  return acknowledged;
}

test("what was acknowledged before kill -9 is there after it, whole batches only, and the import goes on", async () => {
  const acknowledged = await killedImport(2000);
  const store = await openStore({ kind: "folder", folder });
  const kept = await store.observations.count("someone");
  expect(kept).toBeGreaterThanOrEqual(acknowledged);
  expect(kept % 200).toBe(0);
  const again = await store.observations.add(readings("someone", kept + 100));
  expect(again.map(({ count }) => count)).toEqual([100]);
  await store.close();
});

test("a second opener of the folder is refused while the first is open", async () => {
  const store = await openStore({ kind: "folder", folder });
  store.announce("http://127.0.0.1:1234");
  const second = openStore({ kind: "folder", folder });
  await expect(second).rejects.toMatchObject({ code: "HS5001", message: expect.stringContaining(":1234") });
  await store.close();
  await (await openStore({ kind: "folder", folder })).close();
});
