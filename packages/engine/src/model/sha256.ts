/** The first 32 bits of the fractional part of a root, as FIPS 180-4 §4.2.2 and §5.3.3 take its constants. */
function fractionBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes;
}

const roundConstants = Int32Array.from(firstPrimes(64), (prime) => fractionBits(Math.cbrt(prime)));
const initialState = firstPrimes(8).map((prime) => fractionBits(Math.sqrt(prime)));

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The message, a one bit, zeros, and its length in bits: a whole number of 64-byte blocks (§5.1.1). */
function pad(message: Uint8Array, length: number): DataView {
  const padded = new Uint8Array(Math.ceil((length + 9) / 64) * 64);
  padded.set(message.subarray(0, length));
  padded[length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(padded.length - 4, length << 3);
  return view;
}

function schedule(view: DataView, offset: number, words: Int32Array): void {
  for (let t = 0; t < 16; t++) words[t] = view.getInt32(offset + 4 * t);
  for (let t = 16; t < 64; t++) {
    const early = words[t - 15]!;
    const late = words[t - 2]!;
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[t] = sigma1 + words[t - 7]! + sigma0 + words[t - 16]!;
  }
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let t = 0; t < 64; t++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + roundConstants[t]! + words[t]!) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const last: Eight = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i]! += last[i]!;
}

type Eight = [number, number, number, number, number, number, number, number];

/** UTF-8 (RFC 3629), and how many bytes of it there are. */
function encoded(text: string): { readonly bytes: Uint8Array; readonly length: number } {
  const bytes = new Uint8Array(3 * text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point < 0x80) bytes[length++] = point;
    else {
      length = encodeLong(point, bytes, length);
      if (point > 0xffff) i++;
    }
  }
  return { bytes, length };
}

/** A point that takes two to four bytes; where they end. */
function encodeLong(point: number, bytes: Uint8Array, from: number): number {
  const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  bytes[from] = ((0xff00 >> (more + 1)) & 0xff) | (point >> (6 * more));
  for (let i = 1; i <= more; i++) bytes[from + i] = 0x80 | ((point >> (6 * (more - i))) & 63);
  return from + more + 1;
}

/** SHA-256 (FIPS 180-4) of a text in UTF-8, as 64 hexadecimal digits; synchronous, in any runtime. */
export function sha256(text: string): string {
  const { bytes, length } = encoded(text);
  const view = pad(bytes, length);
  const words = new Int32Array(64);
  const state = Int32Array.from(initialState);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    schedule(view, offset, words);
    compress(state, words);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
