import { type ImportSummary, importPaths } from "@homeostat/server";
import { existing } from "../arguments/path.ts";
import type { Console, Progress } from "../output/console.ts";
import { importThroughServer } from "./import-through-server.ts";
import { runningServer } from "./running-server.ts";
import { type StoreOptions, withPlatform } from "./with-platform.ts";

interface ImportOptions extends StoreOptions {
  readonly json?: boolean;
}

/** Imports files and folders into the store; where a server has the folder open, through that server. */
export async function runImport(
  paths: readonly string[],
  options: ImportOptions,
  console: Console,
): Promise<void> {
  const given = paths.map(existing);
  const progress = console.progress("import");
  const summary = await imported(given, options, progress).finally(() => progress.stop());
  if (options.json) console.json(summary);
  else console.line(summaryText(summary));
}

async function imported(
  paths: readonly string[],
  options: ImportOptions,
  progress: Progress,
): Promise<ImportSummary> {
  const server = runningServer(options);
  if (server !== null) return importThroughServer(server, paths, progress);
  const stop = new AbortController();
  const cancel = () =>
    stop.abort(new Error("The import was cancelled; what was stored stays, and importing again goes on."));
  process.once("SIGINT", cancel);
  try {
    return await withPlatform(options, (platform) =>
      importPaths(platform, paths, {
        signal: stop.signal,
        progress: ({ done, total, message }) => progress.update(done, total, message),
      }),
    );
  } finally {
    process.removeListener("SIGINT", cancel);
  }
}

function summaryText(summary: ImportSummary): string {
  const { files, resources, observations, context, refused, refusals, remarks = [] } = summary;
  const counts = [
    `${files} files, ${resources} resources: ${observations} observations, ${context} kept as context, ${refused} refused`,
    summary.new === 0
      ? "nothing was new"
      : `${summary.new} rows are new; twins follow when somebody is opened, or in the background while the server runs`,
  ];
  const reasons = refusals.map(
    ({ code, message, cure, count, places }) =>
      `${code} ×${count}: ${message}\n  where: ${places.join("; ")}\n  cure:  ${cure}`,
  );
  const readAs = remarks.map(({ code, message, places }) => `${code}: ${message} (${places.join("; ")})`);
  return [...counts, ...readAs, ...reasons].join("\n");
}
