import { terminal } from "./output/console.ts";
import { describeError, errorAsJson } from "./output/report-error.ts";
import { program } from "./program.ts";

const console = terminal();

try {
  await program(console).parseAsync();
} catch (error) {
  if (process.argv.includes("--json")) console.json(errorAsJson(error));
  console.note(describeError(error));
  process.exitCode = 1;
}
