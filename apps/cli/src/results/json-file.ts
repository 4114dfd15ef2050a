import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { ResultsFile, ResultsHeader } from "./results-file.ts";

/** One JSON value: provenance, what the columns are, the times once, and an object of columns for each member. */
export function jsonFile(path: string, { outputs, time, provenance }: ResultsHeader): ResultsFile {
  const stream = createWriteStream(path);
  let written = 0;
  return {
    async write({ first, members, times, outputs: columns }) {
      const { length } = times;
      if (written === 0) {
        const head = JSON.stringify({ provenance, outputs, time: { ...time, values: [...times] } });
        stream.write(`${head.slice(0, -1)},"members":[\n`);
      }
      const lines = Array.from({ length: members }, (_, i) =>
        JSON.stringify({
          member: first + i + 1,
          ...Object.fromEntries(
            outputs.map(({ name }) => [name, [...columns[name]!.subarray(i * length, (i + 1) * length)]]),
          ),
        }),
      );
      const text = `${written === 0 ? "" : ",\n"}${lines.join(",\n")}`;
      written += members;
      if (!stream.write(text)) await once(stream, "drain");
    },
    async close() {
      stream.end(written === 0 ? "" : "\n]}\n");
      await finished(stream);
    },
  };
}
