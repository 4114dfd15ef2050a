/** How a blend moves the model's bands: of each scored horizon a shift, and of each quantile a factor on its distance. */
export interface BlendMove {
  readonly shifts: readonly number[];
  readonly factors: readonly (readonly number[])[];
}

/** Beyond the last scored horizon a shift is forgotten over this time. */
const forgetMinutes = 60;

export function moveOf(
  raws: readonly (readonly number[])[],
  blends: readonly (readonly number[])[],
): BlendMove {
  const middle = raws[0]!.length >> 1;
  return {
    shifts: raws.map((raw, h) => blends[h]![middle]! - raw[middle]!),
    factors: raws.map((raw, h) =>
      raw.map((value, q) => {
        const distance = value - raw[middle]!;
        const own = blends[h]![q]! - blends[h]![middle]!;
        return distance === 0 ? 1 : Math.max(0.1, own / distance);
      }),
    ),
  };
}

/** The model's quantiles at some minutes ahead, moved; straight lines between scored horizons. */
export function movedBand(
  raw: readonly number[],
  { shifts, factors }: BlendMove,
  horizons: readonly number[],
  minutes: number,
): readonly number[] {
  const middle = raw.length >> 1;
  const { before, after, share } = placeAmong(horizons, minutes);
  const shiftAt = (h: number) => (h < 0 ? 0 : shifts[h]!);
  const beyond = Math.max(0, minutes - horizons.at(-1)!);
  const shift = (shiftAt(before) * (1 - share) + shiftAt(after) * share) * Math.exp(-beyond / forgetMinutes);
  return raw.map((value, q) => {
    const factor = factors[Math.max(0, before)]![q]! ** (1 - share) * factors[after]![q]! ** share;
    return raw[middle]! + shift + factor * (value - raw[middle]!);
  });
}

/** The scored horizons around some minutes, −1 for now, and how far on the way from one to the other. */
function placeAmong(horizons: readonly number[], minutes: number) {
  const after = horizons.findIndex((horizon) => horizon >= minutes);
  const last = horizons.length - 1;
  if (after < 0) return { before: last, after: last, share: 1 };
  const from = after === 0 ? 0 : horizons[after - 1]!;
  return { before: after - 1, after, share: (minutes - from) / (horizons[after]! - from) };
}
