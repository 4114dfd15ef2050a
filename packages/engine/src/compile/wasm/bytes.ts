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

/** The 64 bits of a double. */
export function bitsOf(value: number): bigint {
  return new DataView(Uint8Array.from(double(value)).buffer).getBigUint64(0, true);
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

/** The eight bytes of a double, lowest first. */
export function double(value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return [...bytes];
}

/** The eight bytes of a 64-bit pattern, lowest first. */
export function pattern(bits: bigint): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt.asUintN(64, bits), true);
  return [...bytes];
}

/** A name in ASCII, with its length. */
export const name = (text: string): number[] => [
  ...unsigned(text.length),
  ...Array.from(text, (letter) => letter.charCodeAt(0)),
];

/** Items with their count before them. */
export const vector = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
];
