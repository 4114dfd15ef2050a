import { type ColumnSource, fileWriter, ParquetWriter } from "hyparquet-writer";
import { type ResultsFile, type ResultsHeader, rowsOf } from "./results-file.ts";

/** Rows in a group: readers skip whole groups. */
const group = 1_000_000;

/** A Parquet file; units and codes stand in its key-value metadata under `columns` as JSON, beside the provenance. */
export function parquetFile(path: string, { outputs, time, provenance }: ResultsHeader): ResultsFile {
  const meanings = Object.fromEntries([time, ...outputs].map(({ name, ...meaning }) => [name, meaning]));
  const doubles = [time, ...outputs].map(({ name }) => name);
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [
      { name: "root", num_children: 1 + doubles.length },
      { name: "member", type: "INT32", repetition_type: "REQUIRED" },
      ...doubles.map((name) => ({ name, type: "DOUBLE", repetition_type: "REQUIRED" }) as const),
    ],
    kvMetadata: Object.entries({ ...provenance, columns: JSON.stringify(meanings) }).map(([key, value]) => ({
      key,
      value,
    })),
    createdBy: "homeostat",
  });
  return {
    async write(block) {
      const { member, time } = rowsOf(block);
      const columnData: ColumnSource[] = [
        { name: "member", data: member, encoding: "DELTA_BINARY_PACKED", nullable: false },
        ...[time, ...outputs.map(({ name }) => block.outputs[name]!)].map((data, i) => ({
          name: doubles[i]!,
          data,
          nullable: false,
        })),
      ];
      await writer.write({ columnData, rowGroupSize: group });
    },
    async close() {
      await writer.finish();
    },
  };
}
