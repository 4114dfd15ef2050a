import { failure } from "../errors/registry.ts";
import { philox } from "./philox.ts";

/** Names one stream of random numbers and a place in it: all that must be stored to draw the same numbers again. */
export interface StreamPosition {
  /** Integer from 0 to 2^53 − 1. */
  readonly seed: number;
  /** What the numbers are for; different purposes never share numbers. */
  readonly purpose: string;
  /** Integer from 0 to 2^53 − 1. */
  readonly member: number;
  /** How many numbers have been drawn. */
  readonly drawn: number;
}

/** Uniform numbers of one (seed, purpose, member), independent of all other streams. */
export interface RandomStream {
  /** The next number, strictly between 0 and 1, with 52 random bits. */
  uniform(): number;
  readonly position: StreamPosition;
}

/** Opens a stream at its start, or at a stored position. @throws HomeostatError HS1401 for a number that is no count */
export function randomStream(at: Omit<StreamPosition, "drawn"> & { readonly drawn?: number }): RandomStream {
  const { seed, purpose, member, drawn = 0 } = at;
  checkCount("seed", seed);
  checkCount("member", member);
  checkCount("drawn", drawn);
  return new PhiloxStream({ seed, purpose, member, drawn });
}

const twoTo32 = 2 ** 32;

/** Writes the two uniform numbers of a block of a stream: numbers 2·block and 2·block + 1, found without the others. */
export type BlockReader = (block: number, member: number, out: Float64Array) => void;

/** Reads the streams of one seed and purpose block by block, in any order. @throws HS1401 for a seed that is no count */
export function blockReader(seed: number, purpose: string): BlockReader {
  checkCount("seed", seed);
  const key = streamKey(seed, purpose);
  const counter = new Uint32Array(4);
  const words = new Uint32Array(4);
  return (block, member, out) => {
    counter[0] = block % twoTo32;
    counter[1] = Math.floor(block / twoTo32);
    counter[2] = member % twoTo32;
    counter[3] = Math.floor(member / twoTo32);
    philox(counter, key[0]!, key[1]!, words);
    out[0] = uniformOf(words, 0);
    out[1] = uniformOf(words, 2);
  };
}

function uniformOf(words: Uint32Array, first: number): number {
  const high = words[first]! >>> 6;
  const low = words[first + 1]! >>> 6;
  return (high * 67108864 + low + 0.5) / 4503599627370496;
}

class PhiloxStream implements RandomStream {
  private readonly start: StreamPosition;
  private drawn: number;
  private readonly key: Uint32Array;
  private readonly counter = new Uint32Array(4);
  private readonly words = new Uint32Array(4);
  private block = -1;

  constructor(start: StreamPosition) {
    this.start = start;
    this.drawn = start.drawn;
    this.key = streamKey(start.seed, start.purpose);
    this.counter[2] = start.member % twoTo32;
    this.counter[3] = Math.floor(start.member / twoTo32);
  }

  /** Each block of four words makes two numbers. */
  uniform(): number {
    const block = Math.floor(this.drawn / 2);
    if (block !== this.block) this.fill(block);
    const first = (this.drawn % 2) * 2;
    this.drawn++;
    return uniformOf(this.words, first);
  }

  get position(): StreamPosition {
    return { ...this.start, drawn: this.drawn };
  }

  private fill(block: number): void {
    this.block = block;
    this.counter[0] = block % twoTo32;
    this.counter[1] = Math.floor(block / twoTo32);
    philox(this.counter, this.key[0]!, this.key[1]!, this.words);
  }
}

/** The key of a purpose under a seed, by Philox itself: streams of different purposes have unrelated keys. */
function streamKey(seed: number, purpose: string): Uint32Array {
  const words = new Uint32Array(4);
  const counter = Uint32Array.of(
    textHash(purpose, 0x811c9dc5),
    textHash(purpose, 0x050c5d1f),
    purpose.length,
    0,
  );
  philox(counter, seed % twoTo32, Math.floor(seed / twoTo32), words);
  return words;
}

/** FNV-1a over UTF-16 code units. */
function textHash(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function checkCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw failure("HS1401", { name, value });
}
