import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
} from "apache-arrow";
import { type ColumnMeaning, type ResultsFile, type ResultsHeader, rowsOf } from "./results-file.ts";

/** An Arrow IPC file, a record batch for each block; units and codes are metadata of the fields, provenance of the schema. */
export function arrowFile(path: string, { outputs, time, provenance }: ResultsHeader): ResultsFile {
  const schema = new Schema(
    [
      new Field("member", new Int32(), false),
      ...[time, ...outputs].map(
        (meaning) => new Field(meaning.name, new Float64(), false, metadataOf(meaning)),
      ),
    ],
    new Map(Object.entries(provenance)),
  );
  const writer = new RecordBatchFileWriter();
  writer.reset(undefined, schema);
  const written = pipeline(Readable.from(writer), createWriteStream(path));
  return {
    async write(block) {
      const { member, time } = rowsOf(block);
      const length = member.length;
      const children = [
        makeData({ type: new Int32(), length, data: member }),
        ...[time, ...outputs.map(({ name }) => block.outputs[name]!)].map((data) =>
          makeData({ type: new Float64(), length, data }),
        ),
      ];
      writer.write(
        new RecordBatch(
          schema,
          makeData({ type: new Struct(schema.fields), length, nullCount: 0, children }),
        ),
      );
    },
    async close() {
      writer.finish();
      await written;
    },
  };
}

function metadataOf({ unit, is, loinc }: ColumnMeaning): Map<string, string> {
  return new Map(Object.entries({ unit, is, ...(loinc === undefined ? {} : { loinc }) }));
}
