import { readFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { failure } from "../errors/registry.ts";
import { existing } from "./path.ts";

export function readModelFile(path: string): string {
  return readFileSync(existing(path), "utf8");
}

/** The path of a file that the model in `from` names: in the folder of `root` or below. Throws HS1507. */
export function besideModel(root: string, from: string, source: string): string {
  const folder = dirname(resolve(root));
  const path = resolve(dirname(resolve(from)), source.replace(/^file:(?!\/)/, ""));
  const within = relative(folder, path);
  if (/^[a-z][a-z0-9+.-]+:/i.test(source) || within.startsWith("..") || isAbsolute(within))
    throw failure("HS1507", { source }, { source: from });
  return path;
}
