/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}

/** Unsigned LEB128 of a 32-bit number in five bytes, whatever its size. */
export const padded = (value: number): number[] => [
  ...[0, 7, 14, 21].map((shift) => ((value >>> shift) & 0x7f) | 0x80),
  value >>> 28,
];

const scratch = new DataView(new ArrayBuffer(8));

/** The 64 bits of a double. */
export function bitsOf(value: number): bigint {
  scratch.setFloat64(0, value);
  return scratch.getBigUint64(0);
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** The eight bytes of a 64-bit pattern, lowest first. */
export function pattern(bits: bigint): number[] {
  scratch.setBigUint64(0, BigInt.asUintN(64, bits), true);
  return Array.from({ length: 8 }, (_, i) => scratch.getUint8(i));
}

/** A name in ASCII, with its length. */
export const name = (text: string): number[] => [
  ...unsigned(text.length),
  ...Array.from(text, (letter) => letter.charCodeAt(0)),
];

/** Bytes, one part after the other. */
export function joined(parts: readonly ArrayLike<number>[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Items with their count before them. */
export const vector = (items: readonly ArrayLike<number>[]): Uint8Array =>
  joined([unsigned(items.length), ...items]);
