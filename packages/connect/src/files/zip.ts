import { type FileHandle, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { failure } from "../errors/registry.ts";
import { bytesOf } from "./bytes.ts";
import { gunzipped, inflated } from "./inflate.ts";
import type { Limits } from "./limits.ts";
import { hintFor } from "./no-records.ts";
import { type ByteSource, kindOf } from "./source.ts";

/** One file in an archive, as its central directory describes it (PKWARE APPNOTE 6.3.10, section 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
}

const END = 0x06054b50;
const END_64_LOCATOR = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const endLength = 22;
const longestComment = 65_535;
const largestDirectory = 64_000_000;
const STORED = 0;
const DEFLATED = 8;
const big = 0xffffffff;

const damaged = (problem: string) => failure("HS4207", { problem });

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
  if (bytesRead < length) throw damaged("the archive ends early");
  return buffer;
}

interface Directory {
  readonly at: number;
  readonly size: number;
}

async function directory64(file: FileHandle, locatorAt: number): Promise<Directory> {
  const locator = await readAt(file, locatorAt, 20);
  if (locator.readUInt32LE(0) !== END_64_LOCATOR) throw damaged("the directory of large archives is missing");
  const end = await readAt(file, Number(locator.readBigUInt64LE(8)), 56);
  return { size: Number(end.readBigUInt64LE(40)), at: Number(end.readBigUInt64LE(48)) };
}

async function findDirectory(file: FileHandle, size: number): Promise<Directory> {
  const length = Math.min(size, endLength + longestComment);
  const tail = await readAt(file, size - length, length);
  for (let i = tail.length - endLength; i >= 0; i--) {
    if (tail.readUInt32LE(i) !== END) continue;
    const found = { size: tail.readUInt32LE(i + 12), at: tail.readUInt32LE(i + 16) };
    return found.at === big || found.size === big ? directory64(file, size - length + i - 20) : found;
  }
  throw damaged("it has no directory, so it is no archive or ends early");
}

/** Sizes beyond 4 GB stand in the extra field 0x0001, in this order. */
function large(extra: Buffer, values: readonly number[]): readonly number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return values.map((value) => {
      if (value !== big) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    });
  }
  return values;
}

function entryAt(directory: Buffer, at: number): { readonly entry: ZipEntry; readonly next: number } {
  if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged("its directory is not readable");
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
    directory.readUInt16LE(at + place),
  );
  const nameEnd = at + 46 + nameLength!;
  const extra = directory.subarray(nameEnd, nameEnd + extraLength!);
  const sizes = [24, 20, 42].map((place) => directory.readUInt32LE(at + place));
  const [unpackedSize, packedSize, headerAt] = large(extra, sizes);
  const entry = {
    name: directory.toString("utf8", at + 46, nameEnd),
    method: directory.readUInt16LE(at + 10),
    encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    crc: directory.readUInt32LE(at + 16),
    packedSize: packedSize!,
    size: unpackedSize!,
    headerAt: headerAt!,
  };
  return { entry, next: nameEnd + extraLength! + commentLength! };
}

function entriesOf(directory: Buffer): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    const { entry, next } = entryAt(directory, at);
    entries.push(entry);
    at = next;
  }
  return entries;
}

/** The files of an archive, without its folders. @throws HS4207 where its directory cannot be read. */
export async function zipEntries(path: string): Promise<readonly ZipEntry[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size < endLength) throw damaged("it is too short");
    const found = await findDirectory(file, size);
    if (found.size > largestDirectory || found.at + found.size > size)
      throw damaged("its directory is not inside it");
    const entries = entriesOf(await readAt(file, found.at, found.size));
    return entries.filter(({ name }) => !name.endsWith("/"));
  } catch (error) {
    if (error instanceof RangeError) throw damaged("its directory is not readable");
    throw error;
  } finally {
    await file.close();
  }
}

async function dataStart(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path);
  try {
    const header = await readAt(file, entry.headerAt, 30);
    if (header.readUInt32LE(0) !== LOCAL_HEADER)
      throw damaged(`'${entry.name}' is not where the directory says`);
    return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
}

/** Bytes are counted as they are asked for: what is packed well is read long before it is worked on. */
async function* verified(
  bytes: AsyncIterable<Buffer>,
  entry: ZipEntry,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of bytes) {
    sum = crc32(chunk, sum);
    onBytes(chunk.length);
    yield chunk;
  }
  if (sum !== entry.crc) throw damaged(`the checksum of '${entry.name}' does not fit`);
}

async function* bytesOfEntry(
  path: string,
  entry: ZipEntry,
  limits: Limits,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const from = await dataStart(path, entry);
  const packed = bytesOf(path, () => undefined, signal, { from, to: from + entry.packedSize });
  yield* verified(entry.method === STORED ? packed : inflated(packed, limits), entry, onBytes);
}

/** A file of an archive as a source. @throws HS4202 for an unknown kind, HS4208 for one that cannot be unpacked. */
export function zipSource(path: string, entry: ZipEntry, limits: Limits): ByteSource {
  const name = `${path}/${entry.name}`;
  const kind = kindOf(entry.name);
  if (!kind) throw failure("HS4202", { name, hint: hintFor(name) });
  if (entry.packedSize === 0) throw failure("HS4210", { name });
  const problem = entry.encrypted ? "it has a password" : `method ${entry.method} is not deflate`;
  if (entry.encrypted || ![STORED, DEFLATED].includes(entry.method))
    throw failure("HS4208", { name, problem });
  return {
    name,
    kind: kind.kind,
    size: entry.size,
    open: (onBytes, signal) => {
      const bytes = bytesOfEntry(path, entry, limits, onBytes, signal);
      return kind.gzip ? gunzipped(bytes, limits) : bytes;
    },
  };
}
