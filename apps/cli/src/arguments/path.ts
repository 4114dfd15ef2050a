import { existsSync } from "node:fs";
import { failure } from "../errors/registry.ts";

/** The path, if something is there. Throws HS6004. */
export function existing(path: string): string {
  if (!existsSync(path)) throw failure("HS6004", { path });
  return path;
}
