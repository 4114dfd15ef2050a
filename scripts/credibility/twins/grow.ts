import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { decodeSnapshot, encodeSnapshot, type Twin } from "@homeostat/twin";

export interface Grown {
  readonly twin: Twin;
  readonly msPerReading: number;
}

export const isKept = (path: string) => existsSync(`${path}.twin`);

/** A twin that was grown before; `path` is without its ending. */
export function kept(path: string): Grown {
  return {
    twin: decodeSnapshot(readFileSync(`${path}.twin`)),
    msPerReading: Number(readFileSync(`${path}.ms`, "utf8")),
  };
}

export function keep(path: string, { twin, msPerReading }: Grown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.twin`, encodeSnapshot(twin));
  writeFileSync(`${path}.ms`, `${msPerReading}`);
}
