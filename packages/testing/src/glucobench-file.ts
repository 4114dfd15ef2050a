import { readFileSync } from "node:fs";

export interface GlucobenchPerson {
  readonly subject: string;
  readonly readings: readonly { readonly at: number; readonly glucose: number }[];
}

/** Reads a plain GlucoBench CSV (id, time, gl; further columns ignored) for tests; the product reads with connect. */
export function readGlucobench(path: string): GlucobenchPerson[] {
  const people = new Map<string, { at: number; glucose: number }[]>();
  for (const line of readFileSync(path, "utf8").trim().split("\n").slice(1)) {
    const [id, time, gl] = line.split(",").map((cell) => cell.replaceAll('"', ""));
    const readings = people.get(id!) ?? [];
    people.set(id!, readings);
    readings.push({ at: Date.parse(`${time!.replace(" ", "T")}Z`), glucose: Number(gl) });
  }
  return [...people].map(([subject, readings]) => ({ subject, readings }));
}
