import { mkdirSync, writeFileSync } from "node:fs";
import { generatedPages, generatedPath } from "./pages.ts";

mkdirSync(generatedPath(), { recursive: true });
for (const [name, make] of Object.entries(generatedPages)) {
  writeFileSync(generatedPath(name), make());
  console.log(`docs/generated/${name}`);
}
