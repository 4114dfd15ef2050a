const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** One line without its end; `bytes` is null where it was longer than allowed. */
export interface Line {
  readonly number: number;
  /** Where it starts in the unpacked file. */
  readonly at: number;
  readonly bytes: Buffer | null;
}

/** Splits a stream of bytes into lines of bounded length; a longer line is skipped, and said so. */
export class LineSplitter {
  readonly #limit: number;
  #parts: Buffer[] = [];
  #length = 0;
  #number = 1;
  #at = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      this.#keep(chunk.subarray(from, to));
      lines.push(this.#take(1));
      from = to + 1;
    }
    this.#keep(chunk.subarray(from));
    return lines;
  }

  /** The last line, where the file does not end with a newline. */
  end(): Line[] {
    return this.#length > 0 ? [this.#take(0)] : [];
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= this.#limit) this.#parts.push(part);
    else this.#parts = [];
  }

  #take(newline: number): Line {
    const whole = this.#length <= this.#limit;
    const line = {
      number: this.#number,
      at: this.#at,
      bytes: whole ? trimmed(Buffer.concat(this.#parts)) : null,
    };
    this.#at += this.#length + newline;
    this.#number++;
    this.#parts = [];
    this.#length = 0;
    return line;
  }
}

function trimmed(line: Buffer): Buffer {
  return line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
}
