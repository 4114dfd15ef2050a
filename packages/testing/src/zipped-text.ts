import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

/** The text of the one file in a zip archive (APPNOTE 6.3, stored or deflated). */
export function readZippedText(path: string): string {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0) throw new Error(`${path} is no zip archive`);
  const entry = bytes.readUInt32LE(end + 16);
  const method = bytes.readUInt16LE(entry + 10);
  const length = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = bytes.subarray(from, from + length);
  return (method === 8 ? inflateRawSync(content) : content).toString("utf8");
}
