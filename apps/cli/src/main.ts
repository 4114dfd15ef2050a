import { HomeostatError } from "@homeostat/engine";
import { terminal } from "./output/console.ts";
import { describeError, errorAsJson } from "./output/report-error.ts";
import { program } from "./program.ts";

/** What a shell gives a program that Ctrl-C ended: 128 + SIGINT. */
const interrupted = 130;
const console = terminal();

try {
  await program(console).parseAsync();
} catch (error) {
  if (process.argv.includes("--json")) console.json(errorAsJson(error));
  console.note(describeError(error));
  process.exitCode = error instanceof HomeostatError && error.code === "HS1313" ? interrupted : 1;
}
