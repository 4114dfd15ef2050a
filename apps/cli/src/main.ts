import { enableCompileCache } from "node:module";

/** What a shell gives a program that Ctrl-C ended: 128 + SIGINT. */
const interrupted = 130;

// Hundreds of modules are TypeScript: what was compiled once is kept for the next start. It serves what is loaded after it.
enableCompileCache();
const { terminal } = await import("./output/console.ts");
const { describeError, errorAsJson, wasInterrupted } = await import("./output/report-error.ts");
const { program } = await import("./program.ts");
const console = terminal();

try {
  await program(console).parseAsync();
} catch (error) {
  if (process.argv.includes("--json")) console.json(errorAsJson(error));
  console.note(describeError(error));
  process.exitCode = wasInterrupted(error) ? interrupted : 1;
}
