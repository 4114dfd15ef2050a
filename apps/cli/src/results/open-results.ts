import { extname } from "node:path";
import { failure } from "../errors/registry.ts";
import type { ResultsFile, ResultsHeader } from "./results-file.ts";

/** Opens a file for writing, by its ending; each library is loaded when it is asked for. Throws HS6007. */
export async function openResults(path: string, kind: string, header: ResultsHeader): Promise<ResultsFile> {
  if (kind === ".csv") return (await import("./csv-file.ts")).csvFile(path, header);
  if (kind === ".json") return (await import("./json-file.ts")).jsonFile(path, header);
  if (kind === ".arrow") return (await import("./arrow-file.ts")).arrowFile(path, header);
  return (await import("./parquet-file.ts")).parquetFile(path, header);
}

const kinds = [".csv", ".json", ".arrow", ".parquet"];

/** How a path says that its results are to be written. Throws HS6007. */
export function kindOfResults(path: string): string {
  const kind = extname(path).toLowerCase();
  if (!kinds.includes(kind)) throw failure("HS6007", { format: kind, known: kinds.join(", ") });
  return kind;
}
