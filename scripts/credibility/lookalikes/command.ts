import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface CommandRun {
  readonly output: string;
  readonly notes: string;
  readonly code: number | null;
  /** Of the processor, not of the clock. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

const ticksPerSecond = 100;
const lookEvery = 100;

/** Runs a program as a user would, and looks at its processor time and memory as it goes (Linux). */
export function runCommand(file: string, args: readonly string[], cwd: string): Promise<CommandRun> {
  const child = spawn(file, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const seen = { cpuSeconds: 0, peakMegabytes: 0 };
  const look = setInterval(() => Object.assign(seen, usageOf(child.pid!) ?? seen), lookEvery);
  const heard = { output: "", notes: "" };
  child.stdout.on("data", (text) => {
    heard.output += text;
  });
  child.stderr.on("data", (text) => {
    heard.notes += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(look);
      resolve({ ...heard, ...seen, code });
    });
  });
}

/** Null once it has ended. */
function usageOf(pid: number): Pick<CommandRun, "cpuSeconds" | "peakMegabytes"> | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    if (peak === undefined) return null;
    const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    return { cpuSeconds, peakMegabytes: Number(peak) / 1000 };
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}
