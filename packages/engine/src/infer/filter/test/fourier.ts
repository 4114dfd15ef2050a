/**
 * The discrete Fourier transform in place, of a power of 2 of complex numbers: Cooley & Tukey 1965,
 * doi:10.1090/S0025-5718-1965-0178586-1. Forward with direction 1; with −1 back, divided by the count.
 */
export function fourier(re: Float64Array, im: Float64Array, direction: 1 | -1): void {
  const count = re.length;
  swapByBits(re, im);
  for (let width = 2; width <= count; width *= 2) {
    const angle = (-2 * Math.PI * direction) / width;
    for (let k = 0; k < width / 2; k++) {
      const [c, s] = [Math.cos(angle * k), Math.sin(angle * k)];
      for (let at = k; at < count; at += width) {
        const other = at + width / 2;
        const [x, y] = [c * re[other]! - s * im[other]!, c * im[other]! + s * re[other]!];
        re[other] = re[at]! - x;
        im[other] = im[at]! - y;
        re[at]! += x;
        im[at]! += y;
      }
    }
  }
  if (direction === 1) return;
  for (let i = 0; i < count; i++) {
    re[i]! /= count;
    im[i]! /= count;
  }
}

function swapByBits(re: Float64Array, im: Float64Array): void {
  const count = re.length;
  for (let i = 1, j = 0; i < count; i++) {
    let bit = count >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j]!, re[i]!];
    [im[i], im[j]] = [im[j]!, im[i]!];
  }
}
