import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { decodeSnapshot, encodeSnapshot, type Prepared, type Twin } from "@homeostat/twin";

export interface Grown {
  readonly twin: Twin;
  readonly msPerReading: number;
}

/** Grows a twin, or takes it from where it was kept; `path` is without its ending. */
export function grown(prepared: Prepared, path: string | undefined, grow: () => Grown): Grown {
  if (path === undefined) return grow();
  if (existsSync(`${path}.twin`)) {
    const twin = { ...decodeSnapshot(readFileSync(`${path}.twin`)), design: prepared.design };
    return { twin, msPerReading: Number(readFileSync(`${path}.ms`, "utf8")) };
  }
  const made = grow();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.twin`, encodeSnapshot(made.twin));
  writeFileSync(`${path}.ms`, `${made.msPerReading}`);
  return made;
}
