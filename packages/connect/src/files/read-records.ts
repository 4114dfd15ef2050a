import type { Instant } from "@homeostat/twin";
import { RecordIndexBuilder } from "../fhir/record-index.ts";
import type { Intake } from "../intake/intake.ts";
import { inChunks } from "./chunks.ts";
import { SourceFinder } from "./find-sources.ts";
import { type Limits, usualLimits } from "./limits.ts";
import { indexFhir, readFhir } from "./read-fhir.ts";
import { readTable } from "./read-table.ts";
import type { ByteSource } from "./source.ts";

/** How far reading has come, in bytes on disk; FHIR files are read twice and counted twice. */
export interface ReadingProgress {
  readonly done: number;
  readonly total: number;
  /** The file at hand. */
  readonly name: string;
}

export interface ReadingOptions {
  /** The reader's clock: what was observed later than this is refused. */
  readonly now: Instant;
  readonly progress?: (progress: ReadingProgress) => void;
  /** Stops reading; its reason is thrown. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<Limits>;
}

const passes = { json: 2, ndjson: 2, csv: 1 } as const;

/** One reading of all paths. */
class Reading {
  readonly #options: ReadingOptions;
  readonly #limits: Limits;
  readonly #index = new RecordIndexBuilder();
  #done = 0;
  #total = 0;

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.#limits = { ...usualLimits, ...options.limits };
  }

  async *all(paths: readonly string[]): AsyncGenerator<readonly Intake[]> {
    const { sources, refusals } = await new SourceFinder(this.#limits).find(paths);
    this.#total = sources.reduce((sum, { size, kind }) => sum + size * passes[kind], 0);
    yield refusals;
    for (const source of sources.filter(({ kind }) => kind !== "csv")) await this.#indexed(source);
    for (const source of sources) {
      yield [{ kind: "file", name: source.name }];
      yield* this.#read(source);
    }
  }

  /** @param quietly for a look ahead that is not counted as reading */
  #open(source: ByteSource, quietly = false): AsyncIterable<Buffer> {
    const { progress, signal } = this.#options;
    signal?.throwIfAborted();
    if (quietly) return source.open(() => undefined, signal);
    return source.open((count) => {
      this.#done += count;
      progress?.({ done: this.#done, total: this.#total, name: source.name });
    }, signal);
  }

  #indexed(source: ByteSource): Promise<void> {
    return indexFhir(source, this.#open(source), this.#index, this.#options.now, this.#limits);
  }

  #read(source: ByteSource): AsyncGenerator<readonly Intake[]> {
    const { now } = this.#options;
    if (source.kind === "csv")
      return readTable(source, (first) => this.#open(source, first), now, this.#limits);
    return readFhir(source, this.#open(source), this.#index, now, this.#limits);
  }
}

/**
 * Reads FHIR R4 bundles and resources (.json), bulk exports (.ndjson), glucose series (.csv), each also packed (.gz,
 * .zip), and folders of these. FHIR files are read twice: first for who and what is referred to, then for all; so a
 * reference may point forwards and to other files, and memory holds one record, one chunk, and a few words per patient.
 *
 * @returns chunks of about a thousand items, in the order of the files; what is wrong comes as refusals, never thrown.
 * @throws the signal's reason when it is aborted, and faults of the machine (a disk that cannot be read on).
 */
export function readRecords(
  paths: readonly string[],
  options: ReadingOptions,
): AsyncGenerator<readonly Intake[]> {
  return inChunks(new Reading(options).all(paths));
}
