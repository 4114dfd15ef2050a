import { HomeostatError } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import { isObject, objectAt, objectsAt, textAt } from "../json/json.ts";
import type { Limits } from "./limits.ts";
import { megabytes } from "./limits.ts";
import type { ByteSource } from "./source.ts";
import { type Entry, JsonSplitter } from "./split-json.ts";
import { type Line, LineSplitter } from "./split-lines.ts";

/** One record as bytes, with where it stands; or why there is none at that place. */
export interface RawRecord {
  readonly bytes: Buffer | null;
  readonly error: HomeostatError | null;
  readonly line?: number;
  /** `entry 12`, for messages. */
  readonly where: string;
  /** Where it starts in the unpacked file. */
  readonly at: number;
  readonly isEntry: boolean;
}

/** A parsed record: a resource-to-be with its fullUrl, or why it is none. */
export type ParsedRecord =
  | { readonly value: unknown; readonly fullUrl?: string; readonly line?: number }
  | { readonly error: HomeostatError; readonly line?: number };

export type Opened = AsyncIterable<Buffer>;

const blank = (bytes: Buffer | null): boolean => bytes !== null && bytes.toString("latin1").trim() === "";

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

function tooLong(where: string, at: number, limits: Limits): HomeostatError {
  return failure("HS4205", { limit: megabytes(limits.recordBytes), where, byte: at });
}

function fromLine(line: Line, limits: Limits): RawRecord {
  const where = `in line ${line.number}`;
  const error = line.bytes ? null : tooLong(where, line.at, limits);
  const bytes = line.bytes && line.number === 1 ? withoutMark(line.bytes) : line.bytes;
  return { bytes, error, line: line.number, where, at: line.at, isEntry: false };
}

function fromEntry(entry: Entry, limits: Limits): RawRecord {
  const where = `in entry ${entry.number}`;
  const error = entry.bytes ? null : tooLong(where, entry.at, limits);
  return { bytes: entry.bytes, error, where, at: entry.at, isEntry: true };
}

const fault = (error: HomeostatError): RawRecord => ({
  bytes: null,
  error,
  where: "",
  at: 0,
  isEntry: false,
});

/** A fault of the bytes (early end, damage, no JSON) ends the file as a record of its own; faults of the program pass. */
async function* withFault(records: AsyncIterable<RawRecord>): AsyncGenerator<RawRecord> {
  try {
    yield* records;
  } catch (error) {
    if (!(error instanceof HomeostatError)) throw error;
    yield fault(error);
  }
}

async function* lines(bytes: Opened, limits: Limits): AsyncGenerator<RawRecord> {
  const splitter = new LineSplitter(limits.recordBytes);
  for await (const chunk of bytes) for (const line of splitter.push(chunk)) yield fromLine(line, limits);
  for (const line of splitter.end()) yield fromLine(line, limits);
}

/** The entries of a Bundle as they come; at the end the object itself, where it had none. */
async function* entries(bytes: Opened, limits: Limits): AsyncGenerator<RawRecord> {
  const splitter = new JsonSplitter(limits.recordBytes);
  let isFirst = true;
  for await (const chunk of bytes) {
    for (const entry of splitter.push(isFirst ? withoutMark(chunk) : chunk)) yield fromEntry(entry, limits);
    isFirst = false;
  }
  const rest = splitter.end();
  if (splitter.entries === 0)
    yield { bytes: rest, error: null, where: "in the object", at: 0, isEntry: false };
}

/** The records of a .json or .ndjson file, one after the other, in bounded memory. */
export async function* rawRecords(
  source: ByteSource,
  bytes: Opened,
  limits: Limits,
): AsyncGenerator<RawRecord> {
  const records = source.kind === "ndjson" ? lines(bytes, limits) : entries(bytes, limits);
  for await (const record of withFault(records)) if (!blank(record.bytes)) yield record;
}

/** The byte is where the record begins; the engine's words show the text around the fault. */
function notJson(error: unknown, { where, at }: RawRecord): HomeostatError {
  const { message } = error as Error;
  return failure("HS4204", { where, byte: at, problem: message.slice(0, 160) }, {}, error);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parsed(record: RawRecord): unknown {
  if (record.error) return record.error;
  try {
    return JSON.parse(utf8.decode(record.bytes ?? Buffer.alloc(0)));
  } catch (error) {
    return notJson(error, record);
  }
}

const lineOf = ({ line }: RawRecord) => (line === undefined ? {} : { line });

function ofEntry(value: unknown, line: { readonly line?: number }): ParsedRecord {
  if (!isObject(value)) return { value, ...line };
  const resource = objectAt(value, "resource");
  const fullUrl = textAt(value, "fullUrl");
  if (resource) return { value: resource, ...(fullUrl === undefined ? {} : { fullUrl }), ...line };
  const request = objectAt(value, "request");
  const deletes = request && textAt(request, "method") === "DELETE";
  const error = deletes
    ? failure("HS4019", { url: textAt(request, "url") ?? "a record" }, { path: "Bundle.entry.request" })
    : failure("HS4001", { path: "Bundle.entry.resource" }, { path: "Bundle.entry.resource" });
  return { error, ...line };
}

/** An entry gives its resource; a line or an object that is itself a Bundle gives those of its entries. */
function unfolded(
  value: unknown,
  isEntry: boolean,
  line: { readonly line?: number },
): readonly ParsedRecord[] {
  if (isEntry) return [ofEntry(value, line)];
  if (!isObject(value) || value.resourceType !== "Bundle") return [{ value, ...line }];
  return objectsAt(value, "entry").map((entry) => ofEntry(entry, line));
}

/** The resources in one raw record; what is wrong with its JSON comes as an error. */
export function parseRecord(record: RawRecord): readonly ParsedRecord[] {
  const value = parsed(record);
  if (value instanceof HomeostatError) return [{ error: value, ...lineOf(record) }];
  try {
    return unfolded(value, record.isEntry, lineOf(record));
  } catch (error) {
    if (error instanceof HomeostatError) return [{ error, ...lineOf(record) }];
    throw error;
  }
}
