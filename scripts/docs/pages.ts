import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorPage } from "./error-page.ts";
import { modelPage } from "./model-page.ts";

/** Pages that are made from the code, committed, and compared with the code by a test. */
export const generatedPages: Readonly<Record<string, () => string>> = {
  "errors.md": errorPage,
  "models.md": modelPage,
};

export function generatedPath(...name: readonly string[]): string {
  return join(dirname(fileURLToPath(import.meta.url)), "..", "..", "docs", "generated", ...name);
}
