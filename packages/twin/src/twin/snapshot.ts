import { failure } from "../errors/registry.ts";
import type { Twin } from "./twin.ts";

/**
 * A twin as bytes, the same in Node and in a page: the mark "HSTW", the version, the lengths of header and arrays, the
 * header as ASCII JSON (all but the members' numbers), then those; everything little-endian.
 */
const mark = 0x57545348;
const version = 3;
const preamble = 20;

export function encodeSnapshot(twin: Twin): Uint8Array {
  const { members, ...rest } = twin;
  const { x, steps, weights, memories } = members;
  const header = asciiJson({ ...rest, memories });
  const bytes = new Uint8Array(preamble + header.length + 8 * (x.length + steps.length + weights.length));
  const view = new DataView(bytes.buffer);
  [mark, version, header.length, x.length, steps.length].forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
  for (let i = 0; i < header.length; i++) bytes[preamble + i] = header.charCodeAt(i);
  let at = preamble + header.length;
  for (const array of [x, steps, weights])
    for (const value of array) {
      view.setFloat64(at, value, true);
      at += 8;
    }
  return bytes;
}

/** @throws HomeostatError HS3070 for bytes that are not a snapshot of this version */
export function decodeSnapshot(bytes: Uint8Array): Twin {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < preamble) throw failure("HS3070", { problem: `only ${bytes.length} bytes` });
  const [found, format, header, numbers, count] = [0, 4, 8, 12, 16].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (found !== mark) throw failure("HS3070", { problem: "the mark HSTW is missing" });
  if (format !== version) throw failure("HS3070", { problem: `version ${format} instead of ${version}` });
  const expected = preamble + header + 8 * (numbers + 2 * count);
  if (bytes.length !== expected)
    throw failure("HS3070", { problem: `${bytes.length} bytes instead of ${expected}` });
  const floats = (at: number, length: number) =>
    Float64Array.from({ length }, (_, i) => view.getFloat64(at + 8 * i, true));
  const first = preamble + header;
  const members = {
    x: floats(first, numbers),
    steps: floats(first + 8 * numbers, count),
    weights: floats(first + 8 * (numbers + count), count),
  };
  const { memories, ...rest } = readHeader(bytes.subarray(preamble, first));
  return { ...rest, members: memories === undefined ? members : { ...members, memories } };
}

/** JSON has no infinities: an input in force without end, a twin that has made no forecast yet. */
const infinite = { Infinity: Number.POSITIVE_INFINITY, "-Infinity": Number.NEGATIVE_INFINITY } as const;

function asciiJson(value: unknown): string {
  const text = JSON.stringify(value, (_, part) =>
    part === Number.POSITIVE_INFINITY || part === Number.NEGATIVE_INFINITY
      ? { infinite: String(part) }
      : part,
  );
  return text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

type Header = Omit<Twin, "members"> & Pick<Twin["members"], "memories">;

function readHeader(bytes: Uint8Array): Header {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return JSON.parse(text, (_, part) =>
    part !== null && typeof part === "object" && typeof part.infinite === "string"
      ? infinite[part.infinite as keyof typeof infinite]
      : part,
  ) as Header;
}
