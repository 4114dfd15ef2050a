import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder of built anchors (see the README beside their sources), where there is one. */
export const anchorFolder = process.env.ANCHORS;

/** Runs an anchor in its folder; the CPU seconds of its last, warm repetition. */
export function runAnchor(command: readonly string[]): number {
  const [program, ...args] = command as [string, ...string[]];
  const text = execFileSync(program, args, { cwd: anchorFolder, encoding: "utf8" });
  const seconds = [...text.matchAll(/^T ([\d.]+)/gm)].at(-1)?.[1];
  if (seconds === undefined) throw new Error(`${command.join(" ")} printed no time`);
  return Number(seconds);
}

/** The numbers that a command writes to the file whose name it is given. */
export function anchorOutput(command: (file: string) => readonly string[]): Float64Array {
  const folder = mkdtempSync(join(tmpdir(), "homeostat-bench-"));
  try {
    const file = join(folder, "out.bin");
    runAnchor(command(file));
    return readNumbers(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first `count` numbers of a file of doubles; all where not given. */
export function readNumbers(file: string, count?: number): Float64Array {
  const bytes = readFileSync(file);
  const size = count ?? bytes.byteLength / 8;
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + size * 8));
}
