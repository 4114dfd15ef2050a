import { once } from "node:events";
import type { Transform } from "node:stream";
import { createGunzip, createInflateRaw } from "node:zlib";
import type { HomeostatError } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import { type Limits, megabytes } from "./limits.ts";

/** Small enough that what one piece unpacks to (at most a thousandfold) stays small. */
const pieceBytes = 16_384;

function* pieces(chunk: Buffer): Generator<Buffer> {
  for (let at = 0; at < chunk.length; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes);
}

function explained(error: Error & { code?: string }, unpacked: number): HomeostatError {
  const ended = error.code === "Z_BUF_ERROR";
  if (ended)
    return failure("HS4203", { where: "in its packed form, after unpacking", byte: unpacked }, {}, error);
  return failure("HS4207", { problem: error.message }, {}, error);
}

/** Unpacks step by step: everything that precedes a fault is handed on before the fault is thrown. */
class Unpacking {
  readonly #machine: Transform;
  readonly #limits: Limits;
  #out: Buffer[] = [];
  #fault: Error | null = null;
  #packed = 0;
  #unpacked = 0;

  constructor(machine: Transform, limits: Limits) {
    this.#machine = machine;
    this.#limits = limits;
    machine.on("data", (data: Buffer) => this.#out.push(data));
    machine.on("error", (error) => {
      this.#fault = error;
    });
  }

  async write(piece: Buffer): Promise<void> {
    this.#packed += piece.length;
    await new Promise<void>((resolve) => this.#machine.write(piece, () => resolve()));
  }

  async end(): Promise<void> {
    if (this.#fault) return;
    this.#machine.end();
    await once(this.#machine, "close").catch(() => undefined);
  }

  close(): void {
    this.#machine.destroy();
  }

  *taken(): Generator<Buffer> {
    const out = this.#out;
    this.#out = [];
    for (const data of out) {
      this.#unpacked += data.length;
      yield data;
    }
    if (this.#fault) throw explained(this.#fault, this.#unpacked);
    this.#checkBomb();
  }

  #checkBomb(): void {
    const { expansion, freeBytes } = this.#limits;
    if (this.#unpacked > freeBytes + expansion * this.#packed)
      throw failure("HS4206", { limit: expansion, free: megabytes(freeBytes) });
  }
}

async function* unpack(
  packed: AsyncIterable<Buffer>,
  machine: Transform,
  limits: Limits,
): AsyncGenerator<Buffer> {
  const unpacking = new Unpacking(machine, limits);
  try {
    for await (const chunk of packed)
      for (const piece of pieces(chunk)) {
        await unpacking.write(piece);
        yield* unpacking.taken();
      }
    await unpacking.end();
    yield* unpacking.taken();
  } finally {
    unpacking.close();
  }
}

/** Unpacks gzip. @throws HS4203 where it ends early, HS4206 for a bomb, HS4207 where it is damaged. */
export function gunzipped(packed: AsyncIterable<Buffer>, limits: Limits): AsyncGenerator<Buffer> {
  return unpack(packed, createGunzip(), limits);
}

/** Unpacks a deflated entry of a zip archive; errors as for gzip. */
export function inflated(packed: AsyncIterable<Buffer>, limits: Limits): AsyncGenerator<Buffer> {
  return unpack(packed, createInflateRaw(), limits);
}
