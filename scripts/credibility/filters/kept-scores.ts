import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { PublishedRow } from "./published-row.ts";

/** What a filter's run over one truth gave. */
export interface KeptScore {
  /** Set-up and line of the published row. */
  readonly row: string;
  readonly seed: number;
  /** Observations. */
  readonly cycles: number;
  /** NaN where members left the finite numbers. */
  readonly rmse: number;
  readonly spread: number;
  /** Processor time. */
  readonly seconds: number;
}

const head = "row,seed,cycles,rmse,spread,seconds\n";

export const rowName = ({ setup, line }: PublishedRow): string => `${setup}:${line}`;

/** All runs kept in a file, one a line; none where there is no file. */
export function keptScores(path: string): KeptScore[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").trim().split("\n").slice(1);
  return lines.map((line) => {
    const [row, ...numbers] = line.split(",");
    const [seed, cycles, rmse, spread, seconds] = numbers.map(Number);
    return { row: row!, seed: seed!, cycles: cycles!, rmse: rmse!, spread: spread!, seconds: seconds! };
  });
}

export function keepScore(path: string, { row, seed, cycles, rmse, spread, seconds }: KeptScore): void {
  if (!existsSync(path)) writeFileSync(path, head);
  const numbers = [seed, cycles, rmse.toFixed(4), spread.toFixed(4), seconds.toFixed(1)];
  appendFileSync(path, `${[row, ...numbers].join(",")}\n`);
}
