import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { ResultsFile, ResultsHeader } from "./results-file.ts";
import { rowsOf } from "./results-file.ts";

/** Member, time and outputs, units in the header line. */
export function csvFile(path: string, { outputs, time }: ResultsHeader): ResultsFile {
  const stream = createWriteStream(path);
  const columns = [time, ...outputs].map(({ name, unit }) => `${name} (${unit})`);
  stream.write(`${["member", ...columns].join(",")}\n`);
  return {
    async write(block) {
      const { member, time } = rowsOf(block);
      const values = [member, time, ...outputs.map(({ name }) => block.outputs[name]!)];
      const lines = Array.from(time, (_, row) => values.map((column) => column[row]).join(","));
      if (!stream.write(`${lines.join("\n")}\n`)) await once(stream, "drain");
    },
    async close() {
      stream.end();
      await finished(stream);
    },
  };
}
