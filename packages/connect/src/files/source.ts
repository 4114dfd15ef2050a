/** How a file is read, by the end of its name. */
export type FileKind = "json" | "ndjson" | "csv";

/** Bytes that can be read again from the start, under a name that a reader of messages knows. */
export interface ByteSource {
  readonly name: string;
  readonly kind: FileKind;
  /** Bytes that `open` counts in all: on disk, or unpacked where an archive tells how many they are. */
  readonly size: number;
  /** The unpacked bytes; `onBytes` hears of bytes as they are read. */
  readonly open: (onBytes: (count: number) => void, signal?: AbortSignal) => AsyncIterable<Buffer>;
}

const kinds: Readonly<Record<string, FileKind>> = {
  json: "json",
  ndjson: "ndjson",
  csv: "csv",
  tsv: "csv",
};

/** The kind that a name tells, and whether it is packed; null where the name tells nothing. */
export function kindOf(name: string): { readonly kind: FileKind; readonly gzip: boolean } | null {
  const [, end, packed] = /\.(json|ndjson|csv|tsv)(\.gz)?$/i.exec(name) ?? [];
  if (end === undefined) return null;
  return { kind: kinds[end.toLowerCase()]!, gzip: packed !== undefined };
}
