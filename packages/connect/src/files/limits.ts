/** What bounds memory and time when files of unknown origin are read. */
export interface Limits {
  /** Longest single record (a line, an entry of a bundle), in bytes. */
  readonly recordBytes: number;
  /** A packed file may unpack to this many times its size, beyond the first `freeBytes`. */
  readonly expansion: number;
  readonly freeBytes: number;
  /** Rows of a table within which duplicates are looked for. */
  readonly tableRows: number;
}

const MB = 1_000_000;

export const usualLimits: Limits = {
  recordBytes: 32 * MB,
  expansion: 200,
  freeBytes: 64 * MB,
  tableRows: 4_000_000,
};

export const megabytes = (bytes: number): number => Math.round((bytes / MB) * 10) / 10;
