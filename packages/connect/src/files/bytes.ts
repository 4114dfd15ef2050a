import { createReadStream } from "node:fs";
import { failure } from "../errors/registry.ts";

/** A stretch of a file; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

async function nextPiece(path: string, pieces: AsyncIterator<Buffer>): Promise<Buffer | null> {
  try {
    const { value, done } = await pieces.next();
    return done ? null : value;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : failure("HS4201", { name: path, problem: message }, {}, error);
  }
}

/**
 * The bytes of a file or of a stretch of it, in pieces; `onBytes` hears of each piece.
 * @throws the signal's reason, HS4201 where the file cannot be read on.
 */
export async function* bytesOf(
  path: string,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
  span?: Span,
): AsyncGenerator<Buffer> {
  if (span && span.to <= span.from) return;
  const stretch = span ? { start: span.from, end: span.to - 1 } : {};
  const stream = createReadStream(path, { highWaterMark: 1 << 18, ...stretch });
  const pieces = stream[Symbol.asyncIterator]();
  try {
    for (let piece = await nextPiece(path, pieces); piece; piece = await nextPiece(path, pieces)) {
      signal?.throwIfAborted();
      onBytes(piece.length);
      yield piece;
    }
  } finally {
    stream.destroy();
  }
}
