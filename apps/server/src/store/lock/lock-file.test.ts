import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockHolder, takeLock } from "./lock-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, "homeostat.lock");

/** A process of its own that takes the lock, says so, and stays. */
async function otherHolder(): Promise<{ kill(): Promise<void> }> {
  const source = `
    import { takeLock } from ${JSON.stringify(new URL("./lock-file.ts", import.meta.url).href)};
    takeLock(process.argv[1]).announce("http://127.0.0.1:4600");
    process.stdout.write("held");
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source, folder]);
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

test("a folder has one owner, and the second is told who and where", () => {
  const lock = takeLock(folder);
  lock.announce("http://127.0.0.1:4600");
  expect(() => takeLock(folder)).toThrow(/in use by process \d+ on .* \(http:\/\/127\.0\.0\.1:4600\)/);
  lock.release();
  expect(lockHolder(folder)).toBeNull();
  takeLock(folder).release();
});

test("another process holds it while it lives, and not after kill -9", async () => {
  const other = await otherHolder();
  expect(lockHolder(folder)?.address).toBe("http://127.0.0.1:4600");
  expect(() => takeLock(folder)).toThrow(expect.objectContaining({ code: "HS5001" }));
  await other.kill();
  expect(lockHolder(folder)).toBeNull();
  const lock = takeLock(folder);
  expect(JSON.parse(readFileSync(file(), "utf8")).pid).toBe(process.pid);
  lock.release();
});

test("a later process with the number of the dead one does not hold its lock", () => {
  const dead = {
    pid: process.ppid,
    host: hostname(),
    birth: "1",
    address: null,
    started: "2026-01-01T00:00:00Z",
  };
  writeFileSync(file(), JSON.stringify(dead));
  takeLock(folder).release();
});

test("a lock of another machine holds until somebody deletes it", () => {
  const far = { pid: 1, host: "elsewhere", birth: null, address: null, started: "2026-01-01T00:00:00Z" };
  writeFileSync(file(), JSON.stringify(far));
  expect(() => takeLock(folder)).toThrow(
    expect.objectContaining({ code: "HS5001", cure: expect.stringContaining(file()) }),
  );
});
