import { failure } from "../errors/registry.ts";
import { megabytes } from "./limits.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** One element of the top object's `entry` list. */
export interface Entry {
  readonly number: number;
  /** Where it starts in the unpacked file. */
  readonly at: number;
  /** Null where it was longer than allowed. */
  readonly bytes: Buffer | null;
}

/** Bytes gathered up to a limit; beyond it they are only counted. */
class Gathered {
  readonly #limit: number;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= this.#limit) this.#parts.push(part);
    else this.#parts = [];
  }

  take(): Buffer | null {
    const whole = this.#length <= this.#limit ? Buffer.concat(this.#parts) : null;
    this.#parts = [];
    this.#length = 0;
    return whole;
  }
}

/**
 * Splits one JSON object of any length into the elements of its `entry` list and the rest of it, by counting brackets
 * outside of strings; the pieces are parsed by whoever takes them. Memory is bounded by the longest piece allowed.
 */
export class JsonSplitter {
  readonly #limit: number;
  readonly #element: Gathered;
  readonly #rest: Gathered;
  /** Open brackets, outermost first. */
  readonly #open: number[] = [];
  #inString = false;
  #escaped = false;
  #isKey = false;
  #key: Buffer[] | null = null;
  #lastKey = "";
  #inEntries = false;
  #number = 0;
  #elementAt = 0;
  #at = 0;
  #started = false;
  #closed = false;
  #found: Entry[] = [];

  constructor(limit: number) {
    this.#limit = limit;
    this.#element = new Gathered(limit);
    this.#rest = new Gathered(limit);
  }

  /** How many entries have begun. */
  get entries(): number {
    return this.#number;
  }

  /** @throws HS4204, HS4209 where the brackets are no JSON object. */
  push(chunk: Buffer): Entry[] {
    this.#found = [];
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      if (this.#inString) i = this.#string(chunk, i);
      else from = this.#structure(chunk, i, from);
    }
    this.#gather(chunk.subarray(from));
    this.#at += chunk.length;
    return this.#found;
  }

  /** The object without its entries. @throws HS4203 where it ended early, HS4205 where it is too long. */
  end(): Buffer {
    if (!this.#closed) throw failure("HS4203", { where: this.#where(), byte: this.#at });
    const rest = this.#rest.take();
    if (rest) return rest;
    throw failure("HS4205", { limit: megabytes(this.#limit), where: "outside of the entries", byte: 0 });
  }

  #where(): string {
    return this.#inEntries ? `in entry ${this.#number}` : "outside of the entries";
  }

  /** In an element of the list, everything belongs to it; outside, to the rest. */
  #gather(part: Buffer): void {
    if (part.length === 0) return;
    if (this.#inEntries && this.#open.length > 2) this.#element.add(part);
    else if (!this.#inEntries) this.#rest.add(part);
  }

  /** Runs to the end of the string, or of the chunk; returns the last index it has used. */
  #string(chunk: Buffer, start: number): number {
    for (let i = start; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) {
        this.#key?.push(chunk.subarray(start, i));
        this.#endString();
        return i;
      }
    }
    this.#key?.push(chunk.subarray(start));
    return chunk.length;
  }

  #endString(): void {
    this.#inString = false;
    if (!this.#key) return;
    this.#lastKey = Buffer.concat(this.#key).toString("utf8");
    this.#key = null;
    this.#isKey = false;
  }

  /** One byte outside of strings; returns where what is not gathered yet begins. */
  #structure(chunk: Buffer, i: number, from: number): number {
    const byte = chunk[i]!;
    switch (byte) {
      case QUOTE:
        this.#beginString();
        return from;
      case COMMA:
        if (this.#open.length === 1) this.#isKey = true;
        return from;
      case OPEN_OBJECT:
      case OPEN_LIST:
        return this.#opens(chunk, byte, i, from);
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        return this.#closes(chunk, byte, i, from);
      default:
        if (this.#open.length === 0 && !isSpace(byte)) this.#stray(i);
        return from;
    }
  }

  #beginString(): void {
    this.#inString = true;
    if (this.#open.length === 1 && this.#isKey) this.#key = [];
  }

  #opens(chunk: Buffer, byte: number, i: number, from: number): number {
    if (this.#open.length === 0 && (this.#started || byte === OPEN_LIST)) this.#stray(i);
    this.#started = true;
    const begins = this.#inEntries && this.#open.length === 2;
    this.#open.push(byte);
    if (this.#open.length === 1) this.#isKey = true;
    if (begins) {
      this.#number++;
      this.#elementAt = this.#at + i;
      return i;
    }
    if (this.#open.length !== 2 || byte !== OPEN_LIST || this.#lastKey !== "entry") return from;
    this.#gather(chunk.subarray(from, i + 1));
    this.#inEntries = true;
    return i + 1;
  }

  #closes(chunk: Buffer, byte: number, i: number, from: number): number {
    const opened = this.#open.at(-1);
    if (opened === undefined || opened + 2 !== byte) this.#mismatch(i);
    if (this.#inEntries && this.#open.length === 3) {
      this.#gather(chunk.subarray(from, i + 1));
      this.#open.pop();
      this.#found.push({ number: this.#number, at: this.#elementAt, bytes: this.#element.take() });
      return i + 1;
    }
    this.#open.pop();
    if (this.#open.length === 0) this.#closed = true;
    if (!this.#inEntries || this.#open.length !== 1) return from;
    this.#inEntries = false;
    return i;
  }

  #mismatch(i: number): never {
    const byte = this.#at + i;
    throw failure("HS4204", { where: this.#where(), byte, problem: "a bracket closes what is not open" });
  }

  #stray(i: number): never {
    if (!this.#started) throw failure("HS4209");
    const problem = "something follows the end of the object";
    throw failure("HS4204", { where: "after the end", byte: this.#at + i, problem });
  }
}
