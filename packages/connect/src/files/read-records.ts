import type { Instant } from "@homeostat/twin";
import { RecordIndexBuilder } from "../fhir/record-index.ts";
import type { Intake } from "../intake/intake.ts";
import { inChunks } from "./chunks.ts";
import { SourceFinder } from "./find-sources.ts";
import { type Limits, usualLimits } from "./limits.ts";
import { indexFhir, readFhir } from "./read-fhir.ts";
import { readTable } from "./read-table.ts";
import type { ByteSource } from "./source.ts";

/**
 * How far reading has come, in bytes as they come from disk, or out of a .zip, whose directory tells how many that will be.
 * FHIR files are read twice; looking for what is referred to counts as the small share of the work that it is.
 */
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

/** Work of the first pass for each byte of FHIR, where the second, with what becomes of its records, is 1. */
const firstPass = 0.05;
const workOf = { json: 1 + firstPass, ndjson: 1 + firstPass, csv: 1 } as const;

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
    this.#total = sources.reduce((sum, { size, kind }) => sum + size * workOf[kind], 0);
    yield refusals;
    for (const source of sources.filter(({ kind }) => kind !== "csv")) await this.#indexed(source);
    for (const source of sources) {
      yield [{ kind: "file", name: source.name }];
      yield* this.#read(source);
    }
  }

  /** @param work for each byte; 0 for a look ahead that is not counted as reading */
  #open(source: ByteSource, work = 1): AsyncIterable<Buffer> {
    const { progress, signal } = this.#options;
    signal?.throwIfAborted();
    return source.open((count) => {
      this.#done += count * work;
      progress?.({ done: this.#done, total: this.#total, name: source.name });
    }, signal);
  }

  #indexed(source: ByteSource): Promise<void> {
    return indexFhir(source, this.#open(source, firstPass), this.#index, this.#options.now, this.#limits);
  }

  #read(source: ByteSource): AsyncGenerator<readonly Intake[]> {
    const { now } = this.#options;
    if (source.kind === "csv")
      return readTable(source, (ahead) => this.#open(source, ahead ? 0 : 1), now, this.#limits);
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
