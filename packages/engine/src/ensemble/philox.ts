/**
 * Philox4x32-10, Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC11: ten rounds of
 * multiplication and exclusive-or turn a counter and a key into four independent 32-bit words. No state: the n-th
 * number of any stream is found at once, in any order, on any worker.
 */
export function philox(counter: Uint32Array, key0: number, key1: number, out: Uint32Array): void {
  let [a, b, c, d] = counter as unknown as [number, number, number, number];
  let k0 = key0 >>> 0;
  let k1 = key1 >>> 0;
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(0xd2511f53, a);
    const low0 = Math.imul(0xd2511f53, a);
    const high1 = highProduct(0xcd9e8d57, c);
    const low1 = Math.imul(0xcd9e8d57, c);
    a = (high1 ^ b ^ k0) >>> 0;
    b = low1 >>> 0;
    c = (high0 ^ d ^ k1) >>> 0;
    d = low0 >>> 0;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = (middle & 0xffff) + aLow * bHigh;
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0;
}
